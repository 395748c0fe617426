-- A claim is seen by whoever sees what it is about. What is said of a claim is said of that too: it
-- restates, supersedes or contradicts it, and is about the same.
alter table claim add check (subject_type <> 'Claim');

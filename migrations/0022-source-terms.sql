-- On which terms facts may be taken from a source, and how it wants to be named: they travel with
-- whatever rests on it.
alter table source_report add column terms line_of_text;
select keep_history('source_report');

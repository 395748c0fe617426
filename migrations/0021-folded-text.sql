-- What two texts have in common whatever the case, accents and width of their letters: `Nestlé`,
-- `NESTLE` and `ＮＥＳＴＬＥ` fold to the same.
create function folded(value text) returns text
  immutable parallel safe language sql as $$
    select lower(regexp_replace(normalize(value, nfkd), U&'[\0300-\036F]', '', 'g'))
  $$;

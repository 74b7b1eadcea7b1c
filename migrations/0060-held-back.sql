-- When the clock found, at the hour that was set, that the text lacks something that must be there. From then on the story waits for an
-- editor's hand: mended is not yet finished, and the clock would put out the first letter of a new title. Null: nothing holds it.
alter table manuscripts add column held_at timestamptz(3);

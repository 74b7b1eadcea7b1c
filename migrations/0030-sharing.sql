-- Where the eye of a picture lies, from its left and upper edge, 0 to 1: crops keep this point. Null: the crop finds it itself.
alter table pictures add column focal_x real check (focal_x between 0 and 1);
alter table pictures add column focal_y real check (focal_y between 0 and 1);

-- How much of a source's stories may be handed on in feeds: the whole text, its beginning, or the headline with a link.
alter table sources add column rights text not null default 'full' check (rights in ('full', 'excerpt', 'headline'));

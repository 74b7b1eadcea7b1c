-- «Жоғалды, табылды» says «it was lost, it was found»; the name of a category is a noun. A name that a newsroom gave it itself stays.
update notice_categories set name_kk = 'Жоғалған және табылған заттар' where slug = 'lost' and name_kk = 'Жоғалды, табылды';

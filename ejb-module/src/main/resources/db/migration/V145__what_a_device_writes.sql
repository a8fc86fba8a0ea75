-- H2 keeps an index for each foreign key of its own, by which the few rows of a device are found as well: another one that begins
-- with the device cost time with each word and each document, and is read by nobody.
${h2}drop index device_word_by_device;
${h2}drop index twin_document_by_device;

-- H2 writes down where the numbers of entries are with every thirty-second one. What is left of a thousand when the process is
-- killed is left out.
${h2}alter table audit_entry alter column id set cache 1000;

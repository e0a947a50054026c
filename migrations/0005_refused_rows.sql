-- What stood in an import's refused rows, and how its file was called.
CREATE TABLE `import_refused_rows` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`cells` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `imports` ADD `file` text DEFAULT '' NOT NULL;

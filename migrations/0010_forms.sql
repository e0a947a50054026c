CREATE TABLE `form_days` (
	`form_id` integer NOT NULL,
	`day` text NOT NULL,
	`views` integer DEFAULT 0 NOT NULL,
	`submissions` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`form_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `forms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`is_open` integer DEFAULT 1 NOT NULL,
	`owner_id` integer NOT NULL,
	`definition` text NOT NULL,
	`position` real NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `forms_key_unique` ON `forms` (`key`);--> statement-breakpoint
CREATE INDEX `forms_project` ON `forms` (`project_id`);--> statement-breakpoint
CREATE TABLE `submission_files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`submission_id` integer NOT NULL,
	`field_id` integer,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`type` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submission_files_key_unique` ON `submission_files` (`key`);--> statement-breakpoint
CREATE INDEX `submission_files_submission` ON `submission_files` (`submission_id`);--> statement-breakpoint
CREATE INDEX `submission_files_at` ON `submission_files` (`at`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`form_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`key` text NOT NULL,
	`digest` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`record_id` integer,
	`linked_id` integer,
	`is_matched` integer DEFAULT 0 NOT NULL,
	`sent` text NOT NULL,
	`differs` text DEFAULT '{}' NOT NULL,
	`suggested` text DEFAULT '[]' NOT NULL,
	`consent` text,
	`utm` text DEFAULT '{}' NOT NULL,
	`referrer` text DEFAULT '' NOT NULL,
	`language` text NOT NULL,
	`visitor` text,
	`confirm` text,
	`confirmed_at` integer,
	`reasons` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_key_unique` ON `submissions` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_confirm_unique` ON `submissions` (`confirm`);--> statement-breakpoint
CREATE INDEX `submissions_form` ON `submissions` (`form_id`,`id`);--> statement-breakpoint
CREATE INDEX `submissions_visitor` ON `submissions` (`form_id`,`visitor`,`at`) WHERE visitor IS NOT NULL;--> statement-breakpoint
CREATE INDEX `submissions_record` ON `submissions` (`record_id`) WHERE record_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `submissions_linked` ON `submissions` (`linked_id`) WHERE linked_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `submissions_waiting` ON `submissions` (`at`) WHERE state = 'waiting';
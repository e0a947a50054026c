CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`person_id` integer,
	`key_id` integer,
	`kind` text NOT NULL,
	`subject` text,
	`subject_id` integer,
	`detail` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_kind` ON `audit` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `audit_person` ON `audit` (`person_id`,`id`);--> statement-breakpoint
CREATE TABLE `keys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`start` text NOT NULL,
	`scopes` text NOT NULL,
	`projects` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keys_hash_unique` ON `keys` (`hash`);--> statement-breakpoint
CREATE INDEX `keys_person` ON `keys` (`person_id`);--> statement-breakpoint
CREATE TABLE `roles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`rights` text NOT NULL,
	`position` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `team_people` (
	`team_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	PRIMARY KEY(`team_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `teams` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`position` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `charts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dashboard_id` integer NOT NULL,
	`definition` text NOT NULL,
	`place` text NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `charts_dashboard` ON `charts` (`dashboard_id`);--> statement-breakpoint
CREATE TABLE `dashboards` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE TABLE `answers` (
	`person_id` integer NOT NULL,
	`path` text NOT NULL,
	`key` text NOT NULL,
	`body` text NOT NULL,
	`status` integer,
	`answer` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `path`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`person_id` integer,
	`via` text,
	`via_id` integer,
	`undoes` integer
);
--> statement-breakpoint
CREATE INDEX `changes_undoes` ON `changes` (`undoes`) WHERE undoes IS NOT NULL;--> statement-breakpoint
CREATE TABLE `cube` (
	`project_id` integer NOT NULL,
	`field_id` integer NOT NULL,
	`axis` text NOT NULL,
	`list_id` integer NOT NULL,
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`n` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`project_id`, `field_id`, `axis`, `list_id`, `day`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `history` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`change_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`kind` text NOT NULL,
	`thing_id` integer NOT NULL,
	`what` text NOT NULL,
	`version` integer,
	`fields` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `history_thing` ON `history` (`kind`,`thing_id`,`seq`);--> statement-breakpoint
CREATE INDEX `history_project` ON `history` (`project_id`,`seq`);--> statement-breakpoint
CREATE INDEX `history_change` ON `history` (`change_id`,`seq`);--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`rows` integer NOT NULL,
	`created` integer NOT NULL,
	`updated` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`refused` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`change_id` integer NOT NULL,
	`plan` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`person_id` integer NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `accounts_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempts_account` ON `attempts` (`account`,`at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`token` text NOT NULL,
	`person_id` integer NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_unique` ON `invitations` (`token`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`body` text,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`person_id` integer NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkeys_credential_id_unique` ON `passkeys` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkeys_person` ON `passkeys` (`person_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text DEFAULT 'member' NOT NULL,
	`language` text,
	`deactivated_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_owner` ON `people` (`role`) WHERE role = 'owner';--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token` text NOT NULL,
	`person_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`how` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `fields` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`config` text NOT NULL,
	`slot` integer,
	`slot2` integer,
	`required` integer DEFAULT 0 NOT NULL,
	`is_unique` integer DEFAULT 0 NOT NULL,
	`initial` text DEFAULT 'null' NOT NULL,
	`hidden` integer DEFAULT 0 NOT NULL,
	`past` text DEFAULT '[]' NOT NULL,
	`counter` integer DEFAULT 0 NOT NULL,
	`help` text DEFAULT '' NOT NULL,
	`section` text DEFAULT '' NOT NULL,
	`position` real NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `fields_project` ON `fields` (`project_id`);--> statement-breakpoint
CREATE TABLE `lists` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`probability` integer NOT NULL,
	`stale_after_days` integer,
	`color` text NOT NULL,
	`position` real NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `lists_project` ON `lists` (`project_id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`record_name` text NOT NULL,
	`title_name` text NOT NULL,
	`icon` text NOT NULL,
	`parts` text NOT NULL,
	`position` real NOT NULL,
	`next_number` integer DEFAULT 1 NOT NULL,
	`slots` integer DEFAULT 0 NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE TABLE `tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`name` text NOT NULL,
	`color` text NOT NULL,
	`position` real NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `tags_project` ON `tags` (`project_id`);--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`zone` text NOT NULL,
	`address` text,
	`report_currency` text,
	`rates` text DEFAULT '[]' NOT NULL,
	`secret` text NOT NULL,
	`catalog_version` integer DEFAULT 1 NOT NULL,
	`next_record` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `assignees` (
	`record_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	PRIMARY KEY(`record_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `assignees_person` ON `assignees` (`person_id`,`record_id`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record_id` integer NOT NULL,
	`body` text NOT NULL,
	`person_id` integer,
	`at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `comments_record` ON `comments` (`record_id`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record_id` integer NOT NULL,
	`field_id` integer,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`type` text NOT NULL,
	`key` text NOT NULL,
	`person_id` integer,
	`at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `files_record` ON `files` (`record_id`,`field_id`);--> statement-breakpoint
CREATE TABLE `links` (
	`field_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`from_id`, `field_id`, `to_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `links_to` ON `links` (`to_id`,`field_id`,`from_id`);--> statement-breakpoint
CREATE TABLE `record_tags` (
	`record_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	PRIMARY KEY(`record_id`, `tag_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `record_tags_tag` ON `record_tags` (`tag_id`,`record_id`);--> statement-breakpoint
CREATE TABLE `records` (
	`id` integer PRIMARY KEY NOT NULL,
	`project_id` integer NOT NULL,
	`list_id` integer NOT NULL,
	`position` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`due` text,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`updated_at` integer NOT NULL,
	`updated_by` integer,
	`entered_list_at` integer NOT NULL,
	`closed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`archived_at` integer,
	`deleted_at` integer,
	`sample` integer,
	`s1` blob,
	`s2` blob,
	`s3` blob,
	`s4` blob,
	`s5` blob,
	`s6` blob,
	`s7` blob,
	`s8` blob,
	`s9` blob,
	`s10` blob,
	`s11` blob,
	`s12` blob,
	`s13` blob,
	`s14` blob,
	`s15` blob,
	`s16` blob,
	`s17` blob,
	`s18` blob,
	`s19` blob,
	`s20` blob,
	`s21` blob,
	`s22` blob,
	`s23` blob,
	`s24` blob,
	`s25` blob,
	`s26` blob,
	`s27` blob,
	`s28` blob,
	`s29` blob,
	`s30` blob,
	`s31` blob,
	`s32` blob,
	`s33` blob,
	`s34` blob,
	`s35` blob,
	`s36` blob,
	`s37` blob,
	`s38` blob,
	`s39` blob,
	`s40` blob,
	`s41` blob,
	`s42` blob,
	`s43` blob,
	`s44` blob,
	`s45` blob,
	`s46` blob,
	`s47` blob,
	`s48` blob,
	`s49` blob,
	`s50` blob,
	`s51` blob,
	`s52` blob,
	`s53` blob,
	`s54` blob,
	`s55` blob,
	`s56` blob,
	`s57` blob,
	`s58` blob,
	`s59` blob,
	`s60` blob
);
--> statement-breakpoint
CREATE INDEX `records_board` ON `records` (`list_id`,`position`,`id`) WHERE archived_at IS NULL AND deleted_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `records_number` ON `records` (`project_id`,`number`);--> statement-breakpoint
CREATE INDEX `records_made` ON `records` (`project_id`,`created_by`);--> statement-breakpoint
CREATE TABLE `texts` (
	`id` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL
);

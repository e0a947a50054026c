ALTER TABLE `dashboards` ADD `owner_id` integer;--> statement-breakpoint
ALTER TABLE `dashboards` ADD `shared` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `dashboards` ADD `filter` text;--> statement-breakpoint
ALTER TABLE `fields` ADD `cube_axis` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `dashboards` SET `shared` = '[{"role":"*","access":"view"}]';

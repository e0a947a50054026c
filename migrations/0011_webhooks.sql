CREATE TABLE `refusals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inbound_id` integer NOT NULL,
	`at` integer NOT NULL,
	`input` text NOT NULL,
	`reasons` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refusals_inbound` ON `refusals` (`inbound_id`,`id`);--> statement-breakpoint
CREATE INDEX `refusals_at` ON `refusals` (`at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`filter` text,
	`is_on` integer DEFAULT 0 NOT NULL,
	`owner_id` integer NOT NULL,
	`salt` text NOT NULL,
	`earlier_salt` text,
	`rotated_at` integer,
	`paused` text,
	`stopped` text,
	`failing_since` integer,
	`since` integer NOT NULL,
	`at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `webhooks_project` ON `webhooks` (`project_id`);--> statement-breakpoint
DROP INDEX `deliveries_due`;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `webhook_id` integer;--> statement-breakpoint
CREATE INDEX `deliveries_webhook_due` ON `deliveries` (`webhook_id`,`next_at`) WHERE next_at IS NOT NULL AND webhook_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_webhook` ON `deliveries` (`webhook_id`,`id`) WHERE webhook_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`next_at`) WHERE next_at IS NOT NULL AND webhook_id IS NULL;--> statement-breakpoint
ALTER TABLE `inbound` ADD `mapping` text;
ALTER TABLE `lists` ADD `asks` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
-- Until now a lost list asked for the field that is called as the template calls it, in one of its languages.
UPDATE `lists` SET `asks` = (
	SELECT json_array(json_object('field', f.id, 'required', json('false'))) FROM `fields` f
	WHERE f.project_id = `lists`.`project_id` AND f.deleted_at IS NULL AND f.type IN ('select', 'multiSelect')
		AND lower(f.name) IN ('loss reason', 'មូលហេតុដែលបាត់បង់')
)
WHERE `kind` = 'lost' AND EXISTS (
	SELECT 1 FROM `fields` f
	WHERE f.project_id = `lists`.`project_id` AND f.deleted_at IS NULL AND f.type IN ('select', 'multiSelect')
		AND lower(f.name) IN ('loss reason', 'មូលហេតុដែលបាត់បង់')
);

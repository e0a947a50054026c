ALTER TABLE `projects` ADD `cube_created_by_list` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
INSERT INTO cube (project_id, axis, list_id, key, currency, n, n1, t1, n2, t2, n3, t3, n4, t4, n5, t5, n6, t6, n7, t7, n8, t8)
SELECT project_id, 'createdMonth', 0, key, currency, sum(n), sum(n1), sum(t1), sum(n2), sum(t2), sum(n3), sum(t3), sum(n4), sum(t4), sum(n5), sum(t5), sum(n6), sum(t6), sum(n7), sum(t7), sum(n8), sum(t8)
FROM cube WHERE axis = 'created' GROUP BY project_id, key, currency;--> statement-breakpoint
DELETE FROM cube WHERE axis = 'created';

-- Forward only: a mistake in the schema is mended by the next migration.
SELECT 1;

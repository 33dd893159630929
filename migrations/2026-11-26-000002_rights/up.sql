-- Rights: whose a stored answer is, and who was erased.

-- The passport an answer is about: with its holder, the answer goes too.
ALTER TABLE answers ADD COLUMN about BIGINT;
CREATE INDEX answers_about ON answers (brand_id, about) WHERE about IS NOT NULL;

-- Who was erased, one row per passport, those merged into it before included: an older copy of the database may hold them
-- yet, or not know them at all; so nothing is referred to. `member` is the hash of the name an import knew them by: the same file again
-- brings nobody back. Nothing here leads to a person.
CREATE TABLE erasures (
    brand_id BIGINT NOT NULL,
    passport_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    member TEXT,
    PRIMARY KEY (brand_id, passport_id)
);
CREATE INDEX erasures_member ON erasures (brand_id, member) WHERE member IS NOT NULL;

-- A message that may not be sent to its address yet is neither queued nor failed.
ALTER TABLE mail_messages DROP CONSTRAINT mail_messages_status_check;
ALTER TABLE mail_messages ADD CONSTRAINT mail_messages_status_check
    CHECK (status IN ('QUEUED', 'SENT', 'FAILED', 'WITHHELD')) NOT VALID;
ALTER TABLE mail_messages VALIDATE CONSTRAINT mail_messages_status_check;

-- As the queue's own add_job(), but without waking anybody: a job that waits is replaced and begins
-- anew, and one that runs just now or is dead is followed by a new one. It used to move the row of
-- a running job, which is deleted when the job ends, and left the tries of a dead one used up.
CREATE OR REPLACE FUNCTION enqueue_quietly(
    identifier text, payload json, run_at timestamptz, job_key text, max_attempts integer
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    job bigint;
BEGIN
    INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at, key, max_attempts)
    SELECT tasks.id, enqueue_quietly.payload, enqueue_quietly.run_at, enqueue_quietly.job_key,
        enqueue_quietly.max_attempts::smallint
    FROM graphile_worker._private_tasks AS tasks
    WHERE tasks.identifier = enqueue_quietly.identifier
    ON CONFLICT (key) DO UPDATE
        SET task_id = excluded.task_id, payload = excluded.payload, run_at = excluded.run_at,
            max_attempts = excluded.max_attempts, attempts = 0, last_error = NULL,
            revision = _private_jobs.revision + 1, updated_at = now()
        WHERE _private_jobs.is_available
    RETURNING id INTO job;
    IF job IS NULL THEN
        -- No worker has ever named this task, or its job runs or is dead: the long way knows what
        -- to do.
        SELECT (graphile_worker.add_job(enqueue_quietly.identifier, enqueue_quietly.payload,
            run_at => enqueue_quietly.run_at, job_key => enqueue_quietly.job_key,
            max_attempts => enqueue_quietly.max_attempts)).id INTO job;
    END IF;
    RETURN job;
END;
$$;

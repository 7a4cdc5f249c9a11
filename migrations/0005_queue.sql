-- Work that is due much later is put into the queue without waking the workers.
--
-- The queue's own add_job() notifies in every transaction, and PostgreSQL lets transactions that
-- notify commit one after another: under a rush every booking would wait for the disk in single
-- file. A worker looks for due jobs every second anyway, so only what is due now needs a call.
CREATE FUNCTION enqueue_quietly(
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
        SET run_at = excluded.run_at, revision = _private_jobs.revision + 1
    RETURNING id INTO job;
    IF job IS NULL THEN
        -- No worker has ever named this task: the long way makes it known.
        SELECT (graphile_worker.add_job(enqueue_quietly.identifier, enqueue_quietly.payload,
            run_at => enqueue_quietly.run_at, job_key => enqueue_quietly.job_key,
            max_attempts => enqueue_quietly.max_attempts)).id INTO job;
    END IF;
    RETURN job;
END;
$$;

-- What a database is made of, a line each: all that migrations can make, but not the order of columns,
-- which every statement of ours leaves open.
WITH schemas AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
), of_extensions AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
    SELECT c.*, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN schemas n ON n.oid = c.relnamespace
    WHERE (1259::oid, c.oid) NOT IN (SELECT classid, objid FROM of_extensions)
), types AS (
    SELECT t.*, format('%I.%I', n.nspname, t.typname) AS name
    FROM pg_type t JOIN schemas n ON n.oid = t.typnamespace
    WHERE (1247::oid, t.oid) NOT IN (SELECT classid, objid FROM of_extensions)
)
SELECT format('extension %s in %s', e.extname, n.nspname)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
UNION ALL
SELECT format('relation %s: kind %s, persistence %s, options %s, row security %s, replica identity %s',
    name, relkind, relpersistence, reloptions, relrowsecurity, relreplident)
FROM relations
UNION ALL
SELECT format('column %s.%s: %s, collation %s, not null %s, default %s, identity %s, generated %s, '
        'storage %s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
    nullif(a.attcollation, 0)::regcollation, a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
    a.attidentity, a.attgenerated, a.attstorage)
FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
WHERE r.relkind <> 'i'
UNION ALL
SELECT format('sequence %s: %s, from %s by %s, %s to %s, cache %s, cycle %s', r.name,
    s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle)
FROM relations r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
SELECT format('view %s: %s', name, pg_get_viewdef(oid)) FROM relations WHERE relkind IN ('v', 'm')
UNION ALL
SELECT format('index %s: %s, valid %s', r.name, pg_get_indexdef(i.indexrelid), i.indisvalid)
FROM relations r JOIN pg_index i ON i.indexrelid = r.oid
UNION ALL
SELECT format('constraint %s of %s: %s, validated %s', c.conname,
    coalesce(nullif(c.conrelid, 0)::regclass::text, c.contypid::regtype::text),
    pg_get_constraintdef(c.oid), c.convalidated)
FROM pg_constraint c JOIN schemas n ON n.oid = c.connamespace
UNION ALL
SELECT format('trigger %s, enabled %s', pg_get_triggerdef(t.oid), t.tgenabled)
FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT format('rule %s', pg_get_ruledef(w.oid))
FROM pg_rewrite w JOIN relations r ON r.oid = w.ev_class
UNION ALL
SELECT format('policy %s of %s: %s %s %s', polname, r.name, polcmd, pg_get_expr(polqual, polrelid),
    pg_get_expr(polwithcheck, polrelid))
FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
UNION ALL
SELECT format('function %s', pg_get_functiondef(p.oid))
FROM pg_proc p JOIN schemas n ON n.oid = p.pronamespace
WHERE p.prokind <> 'a' AND (1255::oid, p.oid) NOT IN (SELECT classid, objid FROM of_extensions)
UNION ALL
SELECT format('type %s: kind %s, of %s, not null %s, default %s, labels %s', t.name, t.typtype,
    format_type(nullif(t.typbasetype, 0), t.typtypmod), t.typnotnull, t.typdefault,
    (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e
     WHERE e.enumtypid = t.oid))
FROM types t

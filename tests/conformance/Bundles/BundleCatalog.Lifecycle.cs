namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private const string Sleeps = """{ "process": { "args": ["/bin/sleep", "600"] }, "annotations": { "org.example.key": "value" } }""";

    // A first process that ends by SIGTERM: as process 1 it would not without a handler.
    private const string EndsBySignal = "trap 'exit 7' TERM; while :; do usleep 50000; done";

    private const string CreateAndStart = """
        outcome rt create --bundle "$BUNDLE" --pid-file "$BUNDLE/pid" "$ID" </dev/null >"$BUNDLE/output" 2>>"$BUNDLE/errors"
        outcome rt start "$ID"

        """;

    private static Bundle[] Lifecycle =>
    [
        new("states", Sleeps)
        {
            // The document is compared without the values that are each runtime's or each run's own.
            Scenario = """
                state() { rt state "$ID" | tr -d ' \n' | tr ',{}' '\n\n\n' | grep -E '^"(ociVersion|id|status|bundle|org.example.key)":' | grep -v ociVersion | sort; }
                outcome rt create --bundle "$BUNDLE" --pid-file "$BUNDLE/pid" "$ID" </dev/null >"$BUNDLE/output" 2>>"$BUNDLE/errors"; state
                [ "$(cat "$BUNDLE/pid")" = "$(rt state "$ID" | tr -d ' ' | tr ',{}' '\n\n\n' | sed -n 's/^"pid"://p')" ] && echo pid agrees
                outcome rt delete "$ID"; outcome rt state "$ID"
                outcome rt create --bundle "$BUNDLE" "$ID" </dev/null >"$BUNDLE/output" 2>>"$BUNDLE/errors"
                outcome rt start "$ID"; state
                outcome rt start "$ID"
                outcome rt create --bundle "$BUNDLE" "$ID" </dev/null >"$BUNDLE/output" 2>>"$BUNDLE/errors"
                outcome rt delete "$ID"
                outcome rt kill "$ID" KILL; await stopped; state
                outcome rt kill "$ID" TERM
                outcome rt start "$ID"
                outcome rt delete "$ID"; outcome rt state "$ID"; outcome rt delete "$ID"; outcome rt delete --force "$ID"
                """,
        },
        new("pause and resume", Sleeps)
        {
            Scenario = CreateAndStart + """
                outcome rt pause "$ID"; await paused && echo is paused
                outcome rt pause "$ID"
                outcome rt resume "$ID"; await running && echo is running
                outcome rt resume "$ID"
                outcome rt pause "$ID"; outcome rt kill "$ID" KILL; outcome rt resume "$ID"; await stopped && echo is stopped
                outcome rt pause "$ID"
                outcome rt delete --force "$ID"
                """,
        },
        new("signals")
        {
            OwnProbeOnly = true,
            Probe = EndsBySignal,
            Scenario = """
                (sleep 1; rt kill "$ID" SIGTERM) & outcome rt run --bundle "$BUNDLE" "$ID"; wait
                (sleep 1; rt kill "$ID" 15) & outcome rt run --bundle "$BUNDLE" "$ID"; wait
                (sleep 1; rt kill "$ID" 9) & outcome rt run --bundle "$BUNDLE" "$ID"; wait
                """,
        },
        new("detached")
        {
            OwnProbeOnly = true,
            Probe = EndsBySignal,
            Scenario = """
                outcome rt run --detach --pid-file "$BUNDLE/pid" --bundle "$BUNDLE" "$ID" </dev/null >"$BUNDLE/output" 2>&1
                await running && echo is running; kill -0 "$(cat "$BUNDLE/pid")" && echo alive
                outcome rt kill "$ID" NONSENSE
                outcome rt kill "$ID"; await stopped && echo is stopped; outcome rt delete "$ID"
                """,
        },
        new("exec", Sleeps)
        {
            Scenario = CreateAndStart + """
                outcome rt exec "$ID" /bin/sh /probe
                outcome rt exec --user 1000:1001 --additional-gids 5 --cwd /tmp --env X=1 "$ID" /bin/sh /probe
                outcome rt exec "$ID" sh -c 'exit 9'
                outcome rt exec "$ID" sh -c 'kill -9 $$'
                outcome rt exec --cap CAP_NET_RAW "$ID" grep Cap /proc/self/status
                outcome rt delete --force "$ID"
                """,
        },
        new("exec by a process document", Sleeps)
        {
            Scenario = """
                cat > "$BUNDLE/process.json" <<'END'
                { "terminal": false, "user": { "uid": 12, "gid": 13, "additionalGids": [14] }, "args": ["/bin/sh", "/probe"], "env": ["PATH=/bin", "Y=2"], "cwd": "/work",
                  "capabilities": { "bounding": ["CAP_KILL"] }, "rlimits": [{ "type": "RLIMIT_NOFILE", "soft": 99, "hard": 100 }], "noNewPrivileges": true }
                END

                """ + CreateAndStart + """
                outcome rt exec --process "$BUNDLE/process.json" "$ID"
                outcome rt delete --force "$ID"
                """,
        },
        new("exec refused", Sleeps)
        {
            Scenario = CreateAndStart + """
                outcome rt exec "$ID" /no/such/program
                outcome rt exec "$ID" /etc/passwd
                outcome rt exec "$ID" /etc
                outcome rt exec --cwd /no/such/directory "$ID" /bin/true
                outcome rt kill "$ID" KILL; await stopped
                outcome rt exec "$ID" /bin/true
                outcome rt exec nobody /bin/true
                outcome rt delete --force "$ID"
                """,
        },
        new("process list", Sleeps)
        {
            Scenario = CreateAndStart + """
                echo "processes $(rt ps --format json "$ID" | tr ',' '\n' | grep -c '[0-9]')"
                rt ps --format json "$ID" | tr -d '[] \n' | grep -qx "$(cat "$BUNDLE/pid")" && echo the one
                outcome rt delete --force "$ID"
                """,
        },
        new("hooks")
        {
            Scenario = """
                for h in prestart createRuntime createContainer poststart poststop; do
                  printf '#!/bin/sh\ns=$(cat); echo "%s $1 $HOOK $(echo "$s" | tr -d " \\n" | grep -o "\\"status\\":\\"[a-z]*\\"") $(pwd | sed "s,.*/,,")" >> %s/hooks\n' $h "$BUNDLE" > "$BUNDLE/$h"; chmod +x "$BUNDLE/$h"
                done
                cat > "$BUNDLE/rootfs/start-hook" <<'END'
                #!/bin/sh
                s=$(cat); echo "startContainer $1 $HOOK $(echo "$s" | tr -d " \n" | grep -c status) $(pwd)" >> /hooks
                END
                chmod +x "$BUNDLE/rootfs/start-hook"
                h() { echo "\"$1\": [{ \"path\": \"$2\", \"args\": [\"hook\", \"first\"], \"env\": [\"HOOK=yes\", \"PATH=/bin:/usr/bin\"] }]"; }
                sed -i "s|^{|{ \"hooks\": { $(h prestart "$BUNDLE/prestart"), $(h createRuntime "$BUNDLE/createRuntime"), $(h createContainer "$BUNDLE/createContainer"), $(h startContainer /start-hook), $(h poststart "$BUNDLE/poststart"), $(h poststop "$BUNDLE/poststop") },|" "$BUNDLE/config.json"
                outcome rt run --bundle "$BUNDLE" "$ID"
                echo '[outside]'; cat "$BUNDLE/hooks"; echo '[inside]'; cat "$BUNDLE/rootfs/hooks"
                """,
        },
    ];
}

# Event Hub as an image. `docker compose up` builds it; by itself: `docker build --tag event-hub .`
# (podman and buildah: with `--format docker`, since OCI's own format has no HEALTHCHECK).
# docs/OPERATIONS.md, "Containers", says how to run it.

FROM docker.io/library/rust:1.95-slim-trixie AS build
# What `cargo xtask` fetches its pinned tools and the fonts with.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nodejs npm python3 python3-venv
WORKDIR /src
COPY . .
# The caches outlive the build, so that a second one compiles only what has changed.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/root/.cache/event-hub \
    --mount=type=cache,target=/src/target \
    cargo xtask dist --out /dist && mkdir /data

# glibc, libgcc and root certificates; no shell, no package manager, a user that is not root.
FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /dist /app
COPY --from=build --chown=65532:65532 /data /data
ENV APP_ENV=production \
    LISTEN=0.0.0.0:3000 \
    DATA_DIR=/data \
    FONTS_DIR=/app/fonts \
    PATH=/app:/usr/local/bin:/usr/bin:/bin
WORKDIR /app
# By number, so that Kubernetes can tell that it is not root.
USER 65532:65532
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# The start may have to migrate the database first.
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 \
    CMD ["/app/server", "healthcheck"]
ENTRYPOINT ["/app/server"]
CMD ["serve"]

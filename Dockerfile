# A static program in an empty image, for people who lint in containers:
#   docker run --rm -v "$PWD:/work" prefect-lint check
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked --package prefect-lint

FROM scratch
COPY --from=build /src/target/release/prefect-lint /prefect-lint
# Nobody in particular: what is mounted needs to be readable by others, and with --fix writable.
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["/prefect-lint"]
CMD ["check"]

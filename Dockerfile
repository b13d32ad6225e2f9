# Sourcier in a container:
#
#   docker build -t sourcier .
#   docker run -d --restart unless-stopped -e DISCORD_TOKEN -v sourcier:/data sourcier      the Discord bot
#   docker run --rm -v sourcier:/data sourcier ask "what is ROFR here?"
#
# What lasts lies in /data: built indexes, what the bot keeps, and the log. The index of the shipped articles is built into the image; a
# new named volume starts as a copy of it. A folder mounted at /data (writable for user 10001) starts empty, and
# Sourcier builds the index there at its first start, in seconds. Your own articles:
#   -v /path/to/articles:/articles:ro -e SOURCIER_CORPUS=/articles

FROM python:3.11-slim AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/sourcier
ENV PATH=/opt/sourcier/bin:$PATH

# The build of PyTorch for CPUs, which only this index has; the ordinary one brings several gigabytes for NVIDIA cards.
COPY requirements.lock /source/
RUN pip install --no-deps --index-url https://download.pytorch.org/whl/cpu "$(grep '^torch==' /source/requirements.lock)"
RUN pip install --requirement /source/requirements.lock


# The code last, and in a folder of its own until it is in the image: a change to it installs nothing else anew, and
# makes a layer of some 40 MB, where that of the packages takes 1.7 GB.
FROM packages AS build

COPY pyproject.toml README.md LICENSE /source/
COPY corpus /source/corpus
COPY index /source/index
COPY bot /source/bot
# Packages of a chat model: docker build --build-arg EXTRAS=openai -t sourcier .
ARG EXTRAS=
RUN pip install --prefix /opt/added --constraint /source/requirements.lock "/source${EXTRAS:+[$EXTRAS]}"


FROM python:3.11-slim

RUN useradd --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin sourcier \
 && install --directory --mode 0700 --owner sourcier --group sourcier /data
COPY --from=packages /opt/sourcier /opt/sourcier
COPY --from=build /opt/added /opt/sourcier
ENV PATH=/opt/sourcier/bin:$PATH PYTHONUNBUFFERED=1 SOURCIER_DATA_DIR=/data HF_HOME=/data/huggingface

USER sourcier
WORKDIR /data
RUN sourcier rebuild-index
VOLUME /data

# The bot touches a file while it is connected to Discord; any other command counts as healthy while it runs.
HEALTHCHECK --interval=60s --timeout=5s --start-period=60s \
    CMD ! grep -qzx run /proc/1/cmdline || find "$SOURCIER_DATA_DIR/connected" -mmin -2 2>/dev/null | grep -q .
STOPSIGNAL SIGTERM
ENTRYPOINT ["sourcier"]
CMD ["run"]

# The API and the command, for a store that is a Neo4j: the embedded server is left out.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY queries queries
COPY loaders loaders
COPY api api
RUN python -m venv /opt/casegraph \
 && /opt/casegraph/bin/pip install --no-cache-dir . \
 && /opt/casegraph/bin/pip uninstall --yes arcadedb-embedded jpype1 pip

FROM python:3.12-slim
RUN useradd --system --no-create-home --uid 10001 casegraph
COPY --from=build /opt/casegraph /opt/casegraph
ENV PATH=/opt/casegraph/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CASEGRAPH_HOME=/tmp/casegraph
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 2).close()"]
ENTRYPOINT ["casegraph"]
# Until callers sign in, the API answers on loopback alone; see docker-compose.yml.
CMD ["serve", "--host", "127.0.0.1", "--port", "8000"]

/* Writes src/generated/: the schema's types, and each operation as a typed document with the id by which a server may trust it. */
import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: "operations/**/*.graphql",
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: "sha256" } },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        scalars: { Date: "string", DateTime: "string", JSON: "unknown" },
        strictScalars: true,
        useTypeImports: true,
      },
    },
  },
  importExtension: ".js",
};

export default config;

/* What the menu of examples offers. */

const FINDINGS = `query Findings($pattern: PatternId, $lens: LensInput) {
  findings(pattern: $pattern, lens: $lens, first: 20) {
    totalCount
    lens { agencies asOf knownAt }
    nodes {
      subject { id records }
      status
      statement
      seenBy
      missingPicture
      evidence { id kind agency on start end }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const MISSING = `query MissingPictures {
  findings(first: 200) {
    nodes {
      pattern
      statement
      missingPicture
      seenBy
      agencies
    }
  }
}`;

const PARAMETERS = `query WithParameters($pattern: PatternId!, $parameters: [ParameterInput!]) {
  pattern(id: $pattern) { question parameters { name default unit about } }
  findings(pattern: $pattern, parameters: $parameters) {
    nodes { statement answers parameters }
  }
}`;

const REGISTER = `{
  patterns {
    id version question section
    parameters { name type default unit about }
    statuses
    answers { name about }
    cautions
  }
}`;

const TEXTS = `{ patterns { id cypher } }`;

const STATUS = `{
  status {
    engine
    nodes { label count }
    edges
    review
    agencies { id name kind coversFrom coversTo lastExtractedOn records unmatched }
  }
}`;

const lastYear = () => {
  const day = new Date();
  day.setFullYear(day.getFullYear() - 1);
  return day.toISOString().slice(0, 10);
};

export function examples(patterns) {
  const found = patterns.map(({ id, question }) => ({ title: `Findings: ${question}`, query: FINDINGS, variables: { pattern: id } }));
  const first = patterns[0]?.id;
  const bounded = patterns.find(({ parameters }) => parameters.some(({ type }) => type === "number"));
  const bound = bounded?.parameters.find(({ type }) => type === "number");
  return [
    { title: "The register of questions", query: REGISTER, variables: {} },
    ...found,
    { title: "All findings, as known a year ago", query: FINDINGS, variables: { lens: { asOf: lastYear(), knownAt: lastYear() } } },
    { title: "Missing pictures: what nobody alone would see", query: MISSING, variables: {} },
    {
      title: "With a parameter moved",
      query: PARAMETERS,
      variables: { pattern: bounded?.id ?? first, parameters: bound ? [{ name: bound.name, value: bound.default + 1 }] : [] },
    },
    { title: "What is loaded, by agency", query: STATUS, variables: {} },
    { title: "The Cypher of every question", query: TEXTS, variables: {} },
  ];
}

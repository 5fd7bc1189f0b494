/* Each line that is expected to be an error is one to the compiler; one that it let pass would fail the build. */
import { ask } from "./casegraph.js";
import { AChildsPageDocument, FindingsOfOneQuestionDocument } from "./generated/graphql.js";

export async function mistakes(address: string): Promise<void> {
  const { child } = await ask(address, AChildsPageDocument, { child: "hv/systmone/p1" });
  child?.name;
  // @ts-expect-error a field that was not asked for
  child?.age;
  // @ts-expect-error a child may be nobody
  child.name;
  const born: string | null | undefined = child?.dateOfBirth;
  // @ts-expect-error a date is text
  const year: number = child?.dateOfBirth;
  // @ts-expect-error a variable that is needed
  await ask(address, AChildsPageDocument, {});
  await ask(address, FindingsOfOneQuestionDocument, { pattern: "absent_father" });
  // @ts-expect-error a question that nobody asks
  await ask(address, FindingsOfOneQuestionDocument, { pattern: "absent_mother" });
  void [born, year];
}

/**
 * Questions asked in one turn of the event loop are answered by one call, at most `most` in each: readers who come at the same
 * moment share a way to the database instead of each paying for one. Who comes alone waits for nobody. `answerAll` gives its
 * answers in the order of the questions; when it fails, all who asked it are told.
 */
export function together<Question, Answer>(
  most: number,
  answerAll: (questions: Question[]) => Promise<Answer[]>,
): (question: Question) => Promise<Answer> {
  let asked: Asked<Question, Answer>[] = []

  async function answer(group: Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await answerAll(group.map(({ question }) => question))
      for (const [at, { resolve }] of group.entries()) resolve(answers[at] as Answer)
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  function answerAsked(): void {
    const all = asked
    asked = []
    for (let at = 0; at < all.length; at += most) void answer(all.slice(at, at + most))
  }

  return (question) =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) setImmediate(answerAsked)
      asked.push({ question, resolve, reject })
    })
}

interface Asked<Question, Answer> {
  question: Question
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

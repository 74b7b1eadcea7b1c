/** A few words to one person. */
export interface Message {
  kind: 'email' | 'phone'
  /** `name@host`, or `+7701…`. */
  to: string
  subject: string
  text: string
}

/** A way out for messages; throws when the other side did not take it. */
export type Messenger = (message: Message) => Promise<void>

declare module '../../platform/kit.js' {
  interface Kit {
    /** Absent: messages are written to the log, which is enough to try things out and sends nothing. */
    messenger?: Messenger
  }
}

/** One field of a form with its label, its hint and what is wrong with it. */
export interface FormField {
  name: string
  label: string
  as: 'line' | 'lines' | 'number' | 'switch' | 'address' | 'choice' | 'picture'
  value: string
  /** Of a switch. */
  isOn: boolean
  /** Of a choice. */
  choices: { value: string; words: string; isChosen: boolean }[]
  /** Of a picture: the one whose number stands there, and what the script says that chooses another. */
  picture?: { shown: { src: string; width: number; height: number } | null; words: string }
  isRequired: boolean
  /** In characters. */
  max: number
  hint: string | null
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/form-field': FormField
  }
}

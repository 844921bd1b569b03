import { en, type Messages } from './en';

/** The page's words in the language it is shown in. */
export const text: Messages = en;

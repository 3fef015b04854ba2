/** Names that the browser host and its window agree on. */
export const CHANNEL_PATH = '/channel/';
export const PRESENCE_PATH = '/presence';
/** Takes the one-time token, gives the cookie. */
export const SESSION_PATH = '/session';
/** A second start asks here for a new window. */
export const WINDOW_PATH = '/window';
/** On every answer: changes with each start of the host. */
export const INSTANCE_HEADER = 'x-counter-instance';
/** Proves a second start: a secret from the data folder. */
export const SECRET_HEADER = 'x-counter-secret';

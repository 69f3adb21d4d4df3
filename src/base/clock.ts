// Time is a parameter: everything that needs the present instant is handed a Clock.

/** Gives the present instant. The system's clock in a running server, a settable one in tests and in the demo generator. */
export type Clock = () => Date

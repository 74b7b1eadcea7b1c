import { z } from 'zod'

/** What weather in Kazakhstan can be. A value outside is a fault of the answer, and so is the whole answer. */
export const bounds = {
  /** °C */
  temperature: z.number().min(-60).max(50),
  /** m/s */
  wind: z.number().min(0).max(75),
  percent: z.number().min(0).max(100),
  /** mm */
  precipitation: z.number().min(0).max(500),
  airIndex: z.number().min(0).max(5000),
  /** µg/m³ */
  particles: z.number().min(0).max(1500),
}

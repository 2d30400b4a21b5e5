import * as z from "zod";

/** How many, or how many bytes. */
export const count = z.int().nonnegative();

/** Fields of what has a number of artifacts and of bytes. */
export const amounts = { artifacts: count, bytes: count };

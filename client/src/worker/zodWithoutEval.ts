import { z } from "zod";

// Zod compiles its parsers with `new Function` where it may. The page's content security policy forbids that,
// rightly: so it is told not to try. Import this before anything that declares a schema.
z.config({ jitless: true });

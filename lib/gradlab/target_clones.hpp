// Marks a function whose loops are built twice, with 256-bit registers and without; the processor picks when it runs.
// Nothing else differs: no operations are fused, so the figures are the same.
#pragma once

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define GRADLAB_FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define GRADLAB_FOR_EACH_PROCESSOR
#endif

// Marks a function that the compiler builds twice, with 256-bit registers and without. The processor picks one.
// Both give the same figures: no operations are fused.
#pragma once

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define GRADLAB_TARGET_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define GRADLAB_TARGET_CLONES
#endif

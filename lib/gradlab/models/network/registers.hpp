// Registers of 2, 4 or 8 doubles by the vector extensions of GCC and Clang, and a choice of the widest that the
// processor has. A function template over the width is compiled for each; nothing is written by hand for any.
#pragma once

// Vectors pass between functions by reference alone: no ABI is at stake, whatever the processor.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define GRADLAB_INLINED inline __attribute__((always_inline))

// Before a function: it may use the registers of that width.
#if defined(__x86_64__)
#define GRADLAB_WIDTH_8 __attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma")))
#define GRADLAB_WIDTH_4 __attribute__((target("avx2,fma")))
#else
#define GRADLAB_WIDTH_8
#define GRADLAB_WIDTH_4
#endif

namespace gradlab {

template <int width>
struct Register {
  typedef double type __attribute__((vector_size(width * 8)));
  typedef long long bits __attribute__((vector_size(width * 8)));
};

template <int width>
using Vector = typename Register<width>::type;

/// A register of doubles at any address. A structure: Clang forgets the alignment of a mere type behind a reference.
template <int width>
struct __attribute__((packed, aligned(8), may_alias)) Doubles {
  Vector<width> lanes;
};

/// The doubles from `place` on.
template <int width>
GRADLAB_INLINED const Doubles<width>& at(const double* place) {
  return *reinterpret_cast<const Doubles<width>*>(place);
}
template <int width>
GRADLAB_INLINED Doubles<width>& at(double* place) {
  return *reinterpret_cast<Doubles<width>*>(place);
}

/// 2, 4 or 8: the doubles in the widest register of this processor.
inline int widest_register() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    return 8;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 4;
#endif
  return 2;
}

}  // namespace gradlab

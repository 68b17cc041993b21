#include "annotation/encoder/kernels.h"

namespace dragoman::annotation {

namespace portable {
extern const Kernels set;
}
#if defined(__x86_64__)
namespace avx2 {
extern const Kernels set;
}
namespace avx512 {
extern const Kernels set;
}
#endif

int available_kernels(const Kernels* (&sets)[3]) {
    int n = 0;
    sets[n++] = &portable::set;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) sets[n++] = &avx2::set;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni"))
        sets[n++] = &avx512::set;
#endif
    return n;
}

const Kernels& best_kernels() {
    static const Kernels& best = []() -> const Kernels& {
        const Kernels* sets[3];
        return *sets[available_kernels(sets) - 1];
    }();
    return best;
}

}  // namespace dragoman::annotation

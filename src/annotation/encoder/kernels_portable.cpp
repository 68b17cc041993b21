// The reference: plain loops for any processor.
#include "annotation/encoder/kernels.h"

namespace dragoman::annotation::portable {

void multiply(const std::uint8_t* const* rows, int count, int segments, std::ptrdiff_t step, int width,
              const std::int8_t* weights, int outputs, std::int32_t* sums) {
    const int inputs = segments * width;
    for (int i = 0; i < count; ++i)
        for (int n = 0; n < outputs; n += 16) {
            std::int32_t total[16] = {};
            const std::int8_t* w = weights + static_cast<std::ptrdiff_t>(n) * inputs;
            for (int s = 0; s < segments; ++s) {
                const std::uint8_t* a = rows[i] + (s - (segments - 1) / 2) * step;
                for (int k = 0; k < width; k += 4, w += 64)
                    for (int c = 0; c < 16; ++c)
                        for (int q = 0; q < 4; ++q) total[c] += a[k + q] * w[c * 4 + q];
            }
            for (int c = 0; c < 16; ++c) sums[static_cast<std::ptrdiff_t>(i) * outputs + n + c] = total[c];
        }
}

#include "annotation/encoder/kernels_body.h"

extern const Kernels set;
const Kernels set{"portable", multiply, gate_norm, norm,     quantise, finish,
                  rectify,    dot,      arcs,      bilinear, greatest, best_sum};

}  // namespace dragoman::annotation::portable

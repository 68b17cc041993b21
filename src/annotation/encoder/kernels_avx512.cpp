// AVX-512 VNNI: VPDPBUSD, four vectors of sixteen outputs by six rows a step. Compiled with
// -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni.
#include <immintrin.h>

#include "annotation/encoder/kernels.h"

namespace dragoman::annotation::avx512 {
namespace {

template <int Rows>
void block(const std::uint8_t* const* rows, int segments, std::ptrdiff_t step, int width, const std::int8_t* w,
           std::ptrdiff_t inputs, std::int32_t* sums, std::ptrdiff_t stride) {
    __m512i total[Rows][4];
    for (int i = 0; i < Rows; ++i)
        for (int j = 0; j < 4; ++j) total[i][j] = _mm512_setzero_si512();
    for (int s = 0; s < segments; ++s) {
        const std::ptrdiff_t offset = (s - (segments - 1) / 2) * step;
        for (int k = 0; k < width; k += 4, w += 64) {
            __m512i b[4];
            for (int j = 0; j < 4; ++j) b[j] = _mm512_loadu_si512(w + 16 * inputs * j);
            for (int i = 0; i < Rows; ++i) {
                int four;
                __builtin_memcpy(&four, rows[i] + offset + k, 4);
                const __m512i a = _mm512_set1_epi32(four);
                for (int j = 0; j < 4; ++j) total[i][j] = _mm512_dpbusd_epi32(total[i][j], a, b[j]);
            }
        }
    }
    for (int i = 0; i < Rows; ++i)
        for (int j = 0; j < 4; ++j) _mm512_storeu_si512(sums + i * stride + 16 * j, total[i][j]);
}

}  // namespace

void multiply(const std::uint8_t* const* rows, int count, int segments, std::ptrdiff_t step, int width,
              const std::int8_t* weights, int outputs, std::int32_t* sums) {
    const std::ptrdiff_t inputs = static_cast<std::ptrdiff_t>(segments) * width;
    for (int n = 0; n < outputs; n += 64) {
        const std::int8_t* w = weights + n * inputs;
        int i = 0;
        for (; i + 6 <= count; i += 6)
            block<6>(rows + i, segments, step, width, w, inputs, sums + static_cast<std::ptrdiff_t>(i) * outputs + n,
                     outputs);
        if (i + 3 <= count) {
            block<3>(rows + i, segments, step, width, w, inputs, sums + static_cast<std::ptrdiff_t>(i) * outputs + n,
                     outputs);
            i += 3;
        }
        for (; i < count; ++i)
            block<1>(rows + i, segments, step, width, w, inputs, sums + static_cast<std::ptrdiff_t>(i) * outputs + n,
                     outputs);
    }
}

#include "annotation/encoder/kernels_body.h"

extern const Kernels set;
const Kernels set{"avx512vnni", multiply, gate_norm, norm,     quantise, finish,
                  rectify,      dot,      arcs,      bilinear, greatest, best_sum};

}  // namespace dragoman::annotation::avx512

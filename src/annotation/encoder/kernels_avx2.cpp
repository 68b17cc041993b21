// AVX2: VPMADDUBSW and VPMADDWD, two vectors of eight outputs a step. Compiled with -mavx2.
#include <immintrin.h>

#include "annotation/encoder/kernels.h"

namespace dragoman::annotation::avx2 {
namespace {

template <int Rows>
void block(const std::uint8_t* const* rows, int segments, std::ptrdiff_t step, int width, const std::int8_t* w,
           std::int32_t* sums, std::ptrdiff_t stride) {
    __m256i total[Rows][2];
    for (int i = 0; i < Rows; ++i) total[i][0] = total[i][1] = _mm256_setzero_si256();
    const __m256i ones = _mm256_set1_epi16(1);
    for (int s = 0; s < segments; ++s) {
        const std::ptrdiff_t offset = (s - (segments - 1) / 2) * step;
        for (int k = 0; k < width; k += 4, w += 64) {
            const __m256i w0 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w));
            const __m256i w1 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w + 32));
            for (int i = 0; i < Rows; ++i) {
                int four;
                __builtin_memcpy(&four, rows[i] + offset + k, 4);
                const __m256i a = _mm256_set1_epi32(four);
                total[i][0] = _mm256_add_epi32(total[i][0], _mm256_madd_epi16(_mm256_maddubs_epi16(a, w0), ones));
                total[i][1] = _mm256_add_epi32(total[i][1], _mm256_madd_epi16(_mm256_maddubs_epi16(a, w1), ones));
            }
        }
    }
    for (int i = 0; i < Rows; ++i)
        for (int h = 0; h < 2; ++h)
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + i * stride + 8 * h), total[i][h]);
}

}  // namespace

void multiply(const std::uint8_t* const* rows, int count, int segments, std::ptrdiff_t step, int width,
              const std::int8_t* weights, int outputs, std::int32_t* sums) {
    const std::ptrdiff_t inputs = static_cast<std::ptrdiff_t>(segments) * width;
    for (int n = 0; n < outputs; n += 16) {
        const std::int8_t* w = weights + n * inputs;
        int i = 0;
        for (; i + 5 <= count; i += 5)
            block<5>(rows + i, segments, step, width, w, sums + static_cast<std::ptrdiff_t>(i) * outputs + n, outputs);
        for (; i < count; ++i)
            block<1>(rows + i, segments, step, width, w, sums + static_cast<std::ptrdiff_t>(i) * outputs + n, outputs);
    }
}

#include "annotation/encoder/kernels_body.h"

extern const Kernels set;
const Kernels set{"avx2",  multiply, gate_norm, norm,     quantise, finish,
                  rectify, dot,      arcs,      bilinear, greatest, best_sum};

}  // namespace dragoman::annotation::avx2

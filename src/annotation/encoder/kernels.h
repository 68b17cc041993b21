// The arithmetic of the encoder: products of 7-bit activations with 8-bit weights, and the steps
// between them, for three instruction sets chosen at run time.
//
// All three give the same bits. Products are integer sums, and activations stay below 128 so that
// the 16-bit pair sums of AVX2's VPMADDUBSW cannot saturate (2 · 127 · 127 < 2^15). Floating-point
// steps are element by element with every sum in one fixed order, or in 16 lanes folded in one fixed
// order, compiled without contraction into fused multiply-adds; IEEE 754 then leaves no freedom.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dragoman::annotation {

/// One quantised linear map: y = (Σ a·w + correction) · scale + bias for each output.
/// Weights are packed [outputs/16][inputs/4][16][4]; outputs are a multiple of 64, inputs of 4.
struct Linear {
    int inputs = 0;
    int outputs = 0;
    const std::int8_t* weights = nullptr;
    const std::int32_t* correction = nullptr;  ///< −64 · Σ w, for the activations' zero point
    const float* scale = nullptr;
    const float* bias = nullptr;
};

struct Kernels {
    const char* name;  ///< "portable", "avx2", "avx512vnni"

    /// sums[i·outputs + n] = Σ_s Σ_k rows[i][offset(s) + k] · w[n][s·width + k] with offset(s) =
    /// (s − (segments−1)/2) · step bytes: `segments` stretches of `width` bytes around each row.
    /// `outputs` may be fewer than the map has, in steps of 64: the first ones are then computed.
    void (*multiply)(const std::uint8_t* const* rows, int count, int segments, std::ptrdiff_t step, int width,
                     const std::int8_t* weights, int outputs, std::int32_t* sums);

    /// Gate, layer norm: out = gain · norm(a · sigmoid(b)) + beta (+ out when `add`), where a and b
    /// are the halves of the linear map's outputs; width is a multiple of 16, at most 512.
    void (*gate_norm)(const std::int32_t* sums, const Linear& linear, const float* gain, const float* beta, int width,
                      bool add, float* out);

    /// out = gain · norm(in) + beta.
    void (*norm)(const float* in, const float* gain, const float* beta, int width, float* out);

    /// Seven bits with zero point 64: clamp(round(x · inverse) + 64, 0, 127), ties to even.
    void (*quantise)(const float* in, float inverse, int width, std::uint8_t* out);

    /// out = (sums + correction) · scale + bias for the outputs [begin, end).
    void (*finish)(const std::int32_t* sums, const Linear& linear, int begin, int end, float* out);

    /// out = max(0, in).
    void (*rectify)(const float* in, int width, float* out);

    /// Inner product in 16 lanes; width is a multiple of 16.
    float (*dot)(const float* a, const float* b, int width);

    /// out[d·stride + h] += Σ_k dependents[d·width + k] · heads[k·stride + h], k rising, for d < count and
    /// h < stride; stride is a multiple of 16: heads are stored by column.
    void (*arcs)(const float* dependents, const float* heads, int count, int width, int stride, float* out);

    /// out[n] += Σ_k d[k] · h[k] · product[k·outputs + n], k rising, for n < outputs (a multiple of 16).
    void (*bilinear)(const float* d, const float* h, int width, const float* product, int outputs, float* out);

    /// Index of the first greatest of in[0, count).
    int (*greatest)(const float* in, int count);

    /// The greatest a[k] + b[k] for k < count (at least 1), and the first k that gives it.
    float (*best_sum)(const float* a, const float* b, int count, int* which);
};

/// The fastest set that this processor has.
const Kernels& best_kernels();

/// The sets that this processor can run, slowest first; for tests and benchmarks.
int available_kernels(const Kernels* (&sets)[3]);

}  // namespace dragoman::annotation

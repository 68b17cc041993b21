// The floating-point steps, written once and compiled for each instruction set. Included inside a
// namespace of its own by kernels_*.cpp, after their `multiply`. No standard library here: code
// compiled for one processor must not be merged with another's copy.

constexpr int lanes = 16;

inline float fold(const float* lane) {
    float s[8];
    for (int i = 0; i < 8; ++i) s[i] = lane[i] + lane[i + 8];
    for (int i = 0; i < 4; ++i) s[i] = s[i] + s[i + 4];
    return (s[0] + s[2]) + (s[1] + s[3]);
}

/// Rounds to the nearest integer, ties to even, for |x| < 2^22.
inline float nearest(float x) {
    const float big = 12582912.0f;  // 1.5 · 2^23
    return (x + big) - big;
}

/// 1 / (1 + e^−x) with a polynomial of degree 6 for 2^f on [−0.5, 0.5] (Taylor; error < 2e−7).
inline float sigmoid(float x) {
    float t = x * -1.44269504f;
    t = t > 60.0f ? 60.0f : t;
    t = t < -60.0f ? -60.0f : t;
    const float whole = nearest(t);
    const float f = t - whole;
    float p = 1.5403530e-4f;
    p = p * f + 1.3333558e-3f;
    p = p * f + 9.6181291e-3f;
    p = p * f + 5.5504109e-2f;
    p = p * f + 2.4022651e-1f;
    p = p * f + 6.9314718e-1f;
    p = p * f + 1.0f;
    const std::int32_t bits = (static_cast<std::int32_t>(whole) + 127) << 23;
    float power;
    __builtin_memcpy(&power, &bits, sizeof power);
    return 1.0f / (1.0f + p * power);
}

inline void norm_into(const float* in, const float* gain, const float* beta, int width, bool add, float* out) {
    float sum[lanes] = {}, square[lanes] = {};
    for (int j = 0; j < width; j += lanes)
        for (int l = 0; l < lanes; ++l) sum[l] += in[j + l];
    const float mean = fold(sum) / static_cast<float>(width);
    for (int j = 0; j < width; j += lanes)
        for (int l = 0; l < lanes; ++l) {
            const float d = in[j + l] - mean;
            square[l] += d * d;
        }
    const float inverse = 1.0f / __builtin_sqrtf(fold(square) / static_cast<float>(width) + 1e-5f);
    if (add)
        for (int j = 0; j < width; ++j) out[j] += (in[j] - mean) * inverse * gain[j] + beta[j];
    else
        for (int j = 0; j < width; ++j) out[j] = (in[j] - mean) * inverse * gain[j] + beta[j];
}

void gate_norm(const std::int32_t* sums, const Linear& linear, const float* gain, const float* beta, int width,
               bool add, float* out) {
    alignas(64) float gated[512];
    const std::int32_t* correction = linear.correction;
    const float* scale = linear.scale;
    const float* bias = linear.bias;
    for (int j = 0; j < width; ++j) {
        const float a = static_cast<float>(sums[j] + correction[j]) * scale[j] + bias[j];
        const float b =
            static_cast<float>(sums[width + j] + correction[width + j]) * scale[width + j] + bias[width + j];
        gated[j] = a * sigmoid(b);
    }
    norm_into(gated, gain, beta, width, add, out);
}

void norm(const float* in, const float* gain, const float* beta, int width, float* out) {
    norm_into(in, gain, beta, width, false, out);
}

void quantise(const float* in, float inverse, int width, std::uint8_t* out) {
    for (int j = 0; j < width; ++j) {
        float q = in[j] * inverse;
        q = q < -64.0f ? -64.0f : q;
        q = q > 63.0f ? 63.0f : q;
        out[j] = static_cast<std::uint8_t>(static_cast<std::int32_t>(nearest(q)) + 64);
    }
}

void finish(const std::int32_t* sums, const Linear& linear, float* out) {
    for (int j = 0; j < linear.outputs; ++j)
        out[j] = static_cast<float>(sums[j] + linear.correction[j]) * linear.scale[j] + linear.bias[j];
}

void rectify(const float* in, int width, float* out) {
    for (int j = 0; j < width; ++j) out[j] = in[j] > 0.0f ? in[j] : 0.0f;
}

float dot(const float* a, const float* b, int width) {
    float sum[lanes] = {};
    for (int j = 0; j < width; j += lanes)
        for (int l = 0; l < lanes; ++l) sum[l] += a[j + l] * b[j + l];
    return fold(sum);
}

void dots(const float* a, const float* rows, int count, int width, float* out) {
    for (int j = 0; j < count; ++j) out[j] = dot(a, rows + static_cast<std::ptrdiff_t>(j) * width, width);
}

void bilinear(const float* d, const float* h, int width, const float* product, const float* dependent,
              const float* head, const float* bias, int outputs, float* out) {
    for (int n = 0; n < outputs; n += lanes) {
        float sum[lanes];
        for (int l = 0; l < lanes; ++l) sum[l] = bias[n + l];
        for (int k = 0; k < width; ++k) {
            const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(k) * outputs + n;
            const float x = d[k], y = h[k];
            if (x == 0.0f && y == 0.0f) continue;
            for (int l = 0; l < lanes; ++l)
                sum[l] += x * (y * product[row + l] + dependent[row + l]) + y * head[row + l];
        }
        for (int l = 0; l < lanes; ++l) out[n + l] = sum[l];
    }
}

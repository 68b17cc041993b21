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

/// Sixteen lanes as one value: in registers whatever the processor's width, element by element. (Left to
/// themselves, compilers for AVX2 do not vectorise loops with limits and conversions.)
typedef float Lanes __attribute__((vector_size(lanes * sizeof(float)), aligned(4), may_alias));
typedef std::int32_t Integers __attribute__((vector_size(lanes * sizeof(std::int32_t)), aligned(4), may_alias));
typedef std::uint8_t Bytes __attribute__((vector_size(lanes), aligned(1), may_alias));

inline const Lanes& at(const float* p) { return *reinterpret_cast<const Lanes*>(p); }
inline Lanes& at(float* p) { return *reinterpret_cast<Lanes*>(p); }

/// Between `least` and `most`, then to the nearest integer, ties to even; both are below 2^22 in size.
inline void round_between(float least, float most, Lanes& x) {
    const float big = 12582912.0f;  // 1.5 · 2^23
    x = x < least ? Lanes{} + least : x;
    x = x > most ? Lanes{} + most : x;
    x = (x + big) - big;
}

/// x / (1 + e^−y) with a polynomial of degree 6 for 2^f on [−0.5, 0.5] (Taylor; error < 2e−7).
inline void gate(Lanes& x, const Lanes& y) {
    Lanes t = y * -1.44269504f;
    t = t > 60.0f ? Lanes{} + 60.0f : t;
    t = t < -60.0f ? Lanes{} - 60.0f : t;
    Lanes whole = t;
    round_between(-60.0f, 60.0f, whole);
    const Lanes f = t - whole;
    Lanes p = Lanes{} + 1.5403530e-4f;
    p = p * f + 1.3333558e-3f;
    p = p * f + 9.6181291e-3f;
    p = p * f + 5.5504109e-2f;
    p = p * f + 2.4022651e-1f;
    p = p * f + 6.9314718e-1f;
    p = p * f + 1.0f;
    const Integers bits = (__builtin_convertvector(whole, Integers) + 127) << 23;
    Lanes power;
    __builtin_memcpy(&power, &bits, sizeof power);
    x = x * (1.0f / (1.0f + p * power));
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
    // Through arrays of their own: compilers differ on whether a reference to Lanes may point where a float may.
    alignas(64) float half[2][lanes];
    const auto output = [&](int j, float* to) {
        const Integers sum =
            *reinterpret_cast<const Integers*>(sums + j) + *reinterpret_cast<const Integers*>(correction + j);
        at(to) = __builtin_convertvector(sum, Lanes) * at(scale + j) + at(bias + j);
    };
    for (int j = 0; j < width; j += lanes) {
        output(j, half[0]), output(width + j, half[1]);
        gate(at(half[0]), at(half[1]));
        at(gated + j) = at(half[0]);
    }
    norm_into(gated, gain, beta, width, add, out);
}

void norm(const float* in, const float* gain, const float* beta, int width, float* out) {
    norm_into(in, gain, beta, width, false, out);
}

void quantise(const float* in, float inverse, int width, std::uint8_t* out) {
    for (int j = 0; j < width; j += lanes) {
        Lanes q = at(in + j) * inverse;
        round_between(-64.0f, 63.0f, q);
        *reinterpret_cast<Bytes*>(out + j) = __builtin_convertvector(__builtin_convertvector(q, Integers) + 64, Bytes);
    }
}

void finish(const std::int32_t* sums, const Linear& linear, int begin, int end, float* out) {
    for (int j = begin; j < end; ++j)
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

template <int Rows>
inline void arc_block(const float* dependents, const float* heads, int width, std::ptrdiff_t stride, float* out) {
    Lanes sum[Rows];
    for (int r = 0; r < Rows; ++r) sum[r] = at(out + r * stride);
    for (int k = 0; k < width; ++k) {
        const Lanes row = at(heads + k * stride);
        for (int r = 0; r < Rows; ++r) sum[r] = sum[r] + dependents[r * width + k] * row;
    }
    for (int r = 0; r < Rows; ++r) at(out + r * stride) = sum[r];
}

void arcs(const float* dependents, const float* heads, int count, int width, int stride, float* out) {
    for (int h = 0; h < stride; h += lanes) {
        int d = 0;
        for (; d + 6 <= count; d += 6)
            arc_block<6>(dependents + static_cast<std::ptrdiff_t>(d) * width, heads + h, width, stride,
                         out + static_cast<std::ptrdiff_t>(d) * stride + h);
        for (; d < count; ++d)
            arc_block<1>(dependents + static_cast<std::ptrdiff_t>(d) * width, heads + h, width, stride,
                         out + static_cast<std::ptrdiff_t>(d) * stride + h);
    }
}

void bilinear(const float* d, const float* h, int width, const float* product, int outputs, float* out) {
    // Both sides are rectified, so most products are zero; adding them would change nothing.
    int which[512], count = 0;
    float factor[512];
    for (int k = 0; k < width; ++k) {
        const float f = d[k] * h[k];
        which[count] = k, factor[count] = f;
        count += f != 0.0f;
    }
    for (int n = 0; n < outputs; n += lanes) {
        Lanes sum = at(out + n);
        for (int i = 0; i < count; ++i)
            sum = sum + factor[i] * at(product + static_cast<std::ptrdiff_t>(which[i]) * outputs + n);
        at(out + n) = sum;
    }
}

/// Of the lanes' greatest values the greatest; of equal ones the first index. Lanes are halved until one is left.
inline int first_of(float* best, int* which, float& value) {
    for (int half = lanes / 2; half > 0; half /= 2)
        for (int l = 0; l < half; ++l) {
            const bool other = best[l + half] > best[l] || (best[l + half] == best[l] && which[l + half] < which[l]);
            best[l] = other ? best[l + half] : best[l];
            which[l] = other ? which[l + half] : which[l];
        }
    value = best[0];
    return which[0];
}

float best_sum(const float* a, const float* b, int count, int* which) {
    float best[lanes];
    int index[lanes], k = 0;
    float top = a[0] + b[0];
    int first = 0;
    if (count >= lanes) {
        for (int l = 0; l < lanes; ++l) best[l] = a[l] + b[l], index[l] = l;
        for (k = lanes; k + lanes <= count; k += lanes)
            for (int l = 0; l < lanes; ++l) {
                const float s = a[k + l] + b[k + l];
                index[l] = s > best[l] ? k + l : index[l];
                best[l] = s > best[l] ? s : best[l];
            }
        first = first_of(best, index, top);
    }
    for (; k < count; ++k)
        if (a[k] + b[k] > top) top = a[k] + b[k], first = k;
    *which = first;
    return top;
}

int greatest(const float* in, int count) {
    float best[lanes], top = in[0];
    int index[lanes], k = 0, first = 0;
    if (count >= lanes) {
        for (int l = 0; l < lanes; ++l) best[l] = in[l], index[l] = l;
        for (k = lanes; k + lanes <= count; k += lanes)
            for (int l = 0; l < lanes; ++l) {
                index[l] = in[k + l] > best[l] ? k + l : index[l];
                best[l] = in[k + l] > best[l] ? in[k + l] : best[l];
            }
        first = first_of(best, index, top);
    }
    for (; k < count; ++k)
        if (in[k] > top) top = in[k], first = k;
    return first;
}

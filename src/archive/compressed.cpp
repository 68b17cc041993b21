#include "archive/compressed.h"

#include <archive.h>
#include <archive_entry.h>
#include <libdeflate.h>
#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <utility>

namespace dragoman::archive {
namespace {

constexpr std::size_t window_wanted = 256 << 10;  ///< compressed bytes looked at at once
constexpr std::size_t member_wanted = 128 << 10;  ///< compressed bytes to have when a member begins
constexpr std::size_t window_kept = 1 << 20;      ///< of a member, to find the next one if it is broken
constexpr std::size_t most_dictionary = 64 << 20;

std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    return value;
}

/// Members one after another; a subclass unpacks one. The bytes of a member stay in the window until it has
/// ended or is large, so that the member after a broken one is found even where it was read into.
class Members : public Source {
public:
    Members(std::unique_ptr<Stream> packed, Budget& budget) : packed_(std::move(packed)), budget_(budget) {}

    std::size_t read(char* into, std::size_t room) final {
        while (!done_ && reason_.empty()) {
            if (!inside_ && !enter()) return 0;
            std::string_view window = packed_->held().substr(used_);
            if (window.empty()) {
                if (used_ > window_kept) packed_->skip(std::exchange(used_, 0));
                window = packed_->peek(used_ + window_wanted).substr(used_);
            }
            Step step = unpack(window, into, room);
            used_ += step.taken;
            budget_.unpacked += step.made;
            made_ += step.made;
            part_ = member_;
            if (step.state == Step::broken) lose(step.reason);
            if (step.state == Step::ended) leave();
            if (step.state == Step::more && window.empty() && step.made == 0) cut_off();
            if (budget_.exhausted()) stop("unpacks to more than " + std::to_string(budget_.ratio) + " times its size");
            if (step.made > 0) return step.made;
        }
        return 0;
    }

    std::optional<Gap> gap() final {
        if (reason_.empty()) return {};
        return Gap{std::exchange(reason_, ""), inside_gap_};
    }

    std::uint64_t part() const final { return part_; }

protected:
    struct Step {
        enum { more, ended, broken } state = more;
        std::size_t taken = 0, made = 0;
        std::string reason;
    };
    virtual bool begins(std::string_view bytes) const = 0;
    virtual char first_byte() const = 0;
    /// Ready for a new member.
    virtual void reset() = 0;
    virtual Step unpack(std::string_view from, char* into, std::size_t room) = 0;

private:
    /// To the next member; false at the end and at a gap.
    bool enter() {
        std::string_view window = packed_->peek(16);
        if (window.empty()) {
            if (packed_->gap()) {
                reason_ = packed_->gap()->reason;
                inside_gap_ = false;
                packed_->pass_gap();
            } else {
                done_ = true;
            }
            return false;
        }
        if (!begins(window) && !searching_) {
            if (padding()) return false;
            reason_ = "what follows a whole member is none";
            inside_gap_ = false;
            searching_ = true;
            return false;
        }
        while (!begins(window)) {
            const std::size_t next = window.find(first_byte(), 1);
            packed_->skip(std::min(next, window.size()));
            window = packed_->peek(16);
            if (window.size() < 9) return packed_->skip(window.size()), false;
        }
        packed_->peek(member_wanted);
        inside_ = true;
        used_ = made_ = 0;
        member_ = packed_->position();
        reset();
        return true;
    }

    /// Nothing but zeros up to the end.
    bool padding() {
        while (true) {
            const std::string_view window = packed_->peek(1);
            if (window.empty()) return done_ = true;
            const std::size_t zeros = window.find_first_not_of('\0');
            packed_->skip(std::min(zeros, window.size()));
            if (zeros != std::string_view::npos) return zeros > 0 && begins(packed_->peek(16));
        }
    }

    void leave() {
        packed_->skip(std::exchange(used_, 0));
        inside_ = searching_ = false;
    }

    void lose(const std::string& reason) {
        // One report for a stretch that is broken, however many beginnings of members seem to be in it.
        if (!searching_) reason_ = "the member at " + std::to_string(member_) + " is broken: " + reason;
        inside_gap_ = made_ > 0;
        // Reading again what was read is bounded, so that the whole stays linear whatever the bytes.
        reread_ += used_;
        packed_->skip(reread_ <= packed_->position() + (8u << 20) ? 1 : std::max<std::size_t>(used_, 1));
        used_ = 0;
        inside_ = false;
        searching_ = true;
    }

    void cut_off() {
        inside_gap_ = made_ > 0;
        if (packed_->gap()) {
            reason_ = packed_->gap()->reason;
            packed_->pass_gap();
        } else if (!searching_) {
            reason_ = "ends in the middle of the member at " + std::to_string(member_);
        }
        packed_->skip(std::exchange(used_, 0));
        inside_ = false;
        searching_ = true;
    }

    void stop(std::string reason) {
        reason_ = std::move(reason);
        inside_gap_ = made_ > 0;
        done_ = true;
    }

    std::unique_ptr<Stream> packed_;
    Budget& budget_;
    std::size_t used_ = 0;    ///< bytes at the window's front that are unpacked already
    std::uint64_t made_ = 0;  ///< bytes that came out of the member
    std::uint64_t member_ = 0, part_ = 0, reread_ = 0;
    bool inside_ = false, searching_ = false, done_ = false, inside_gap_ = false;
    std::string reason_;
};

/// A member that lies in the window as a whole and fits where it goes is unpacked at once by libdeflate,
/// twice as fast as zlib, which unpacks the others piece by piece.
class Gzip final : public Members {
public:
    Gzip(std::unique_ptr<Stream> packed, Budget& budget)
        : Members(std::move(packed), budget), at_once_(libdeflate_alloc_decompressor()) {}
    ~Gzip() override {
        if (ready_) inflateEnd(&state_);
        libdeflate_free_decompressor(at_once_);
    }

protected:
    bool begins(std::string_view bytes) const override { return begins_gzip(bytes); }
    char first_byte() const override { return '\x1f'; }

    void reset() override {
        if (ready_)
            inflateReset(&state_);
        else
            ready_ = inflateInit2(&state_, 16 + MAX_WBITS) == Z_OK;
        fresh_ = true;
    }

    Step unpack(std::string_view from, char* into, std::size_t room) override {
        if (!ready_) return {Step::broken, 0, 0, "no memory to unpack it"};
        // Where members are too large for it, trying costs what it gains: then it is given up.
        if (std::exchange(fresh_, false) && at_once_ && vain_ <= 4) {
            std::size_t taken = 0, made = 0;
            if (libdeflate_gzip_decompress_ex(at_once_, from.data(), from.size(), into, room, &taken, &made) ==
                LIBDEFLATE_SUCCESS) {
                vain_ = std::max(vain_ - 1, 0);
                return {Step::ended, taken, made, {}};
            }
            ++vain_;
        }
        room = std::min<std::size_t>(room, 1u << 30);
        from = from.substr(0, 1u << 30);
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from.data()));
        state_.avail_in = static_cast<uInt>(from.size());
        state_.next_out = reinterpret_cast<Bytef*>(into);
        state_.avail_out = static_cast<uInt>(room);
        const int result = inflate(&state_, Z_NO_FLUSH);
        Step step{Step::more, from.size() - state_.avail_in, room - state_.avail_out, {}};
        if (result == Z_STREAM_END) {
            step.state = Step::ended;
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            step.state = Step::broken;
            step.reason = state_.msg ? state_.msg : "it cannot be unpacked";
        }
        return step;
    }

private:
    libdeflate_decompressor* at_once_;
    int vain_ = 0;
    z_stream state_{};
    bool ready_ = false, fresh_ = false;
};

class Zstd final : public Members {
public:
    Zstd(std::unique_ptr<Stream> packed, Budget& budget, const std::string& dictionary)
        : Members(std::move(packed), budget), context_(ZSTD_createDCtx()) {
        if (context_ && !dictionary.empty()) ZSTD_DCtx_loadDictionary(context_, dictionary.data(), dictionary.size());
    }
    ~Zstd() override { ZSTD_freeDCtx(context_); }

protected:
    bool begins(std::string_view bytes) const override { return begins_zstd(bytes); }
    char first_byte() const override { return '\x28'; }

    void reset() override {
        if (context_) ZSTD_DCtx_reset(context_, ZSTD_reset_session_only);
    }

    Step unpack(std::string_view from, char* into, std::size_t room) override {
        if (!context_) return {Step::broken, 0, 0, "no memory to unpack it"};
        ZSTD_inBuffer in{from.data(), from.size(), 0};
        ZSTD_outBuffer out{into, room, 0};
        const std::size_t result = ZSTD_decompressStream(context_, &out, &in);
        if (ZSTD_isError(result)) return {Step::broken, in.pos, out.pos, ZSTD_getErrorName(result)};
        return {result == 0 ? Step::ended : Step::more, in.pos, out.pos, {}};
    }

private:
    ZSTD_DCtx* context_;
};

/// The dictionary that a first skippable frame holds, itself compressed or not; empty when there is none.
std::string take_dictionary(Stream& packed) {
    constexpr std::uint32_t magic = 0x184D2A5D;
    std::string_view head = packed.peek(8);
    if (head.size() < 8 || little_endian(head) != magic) return {};
    const std::size_t size = little_endian(head.substr(4));
    if (size > most_dictionary) return {};
    std::string dictionary(packed.peek(8 + size).substr(8, size));
    packed.skip(8 + size);
    if (!begins_zstd(dictionary)) return dictionary;
    const auto unpacked_size = ZSTD_getFrameContentSize(dictionary.data(), dictionary.size());
    std::string unpacked(unpacked_size < most_dictionary ? unpacked_size : most_dictionary, '\0');
    const std::size_t got = ZSTD_decompress(unpacked.data(), unpacked.size(), dictionary.data(), dictionary.size());
    if (ZSTD_isError(got)) return {};
    unpacked.resize(got);
    return unpacked;
}

class Lz4 final : public Members {
public:
    Lz4(std::unique_ptr<Stream> packed, Budget& budget) : Members(std::move(packed), budget) {
        if (LZ4F_isError(LZ4F_createDecompressionContext(&context_, LZ4F_VERSION))) context_ = nullptr;
    }
    ~Lz4() override { LZ4F_freeDecompressionContext(context_); }

protected:
    bool begins(std::string_view bytes) const override { return begins_lz4(bytes); }
    char first_byte() const override { return '\x04'; }

    void reset() override {
        if (context_) LZ4F_resetDecompressionContext(context_);
    }

    Step unpack(std::string_view from, char* into, std::size_t room) override {
        if (!context_) return {Step::broken, 0, 0, "no memory to unpack it"};
        std::size_t taken = from.size(), made = room;
        const std::size_t result = LZ4F_decompress(context_, into, &made, from.data(), &taken, nullptr);
        if (LZ4F_isError(result)) return {Step::broken, 0, 0, LZ4F_getErrorName(result)};
        return {result == 0 ? Step::ended : Step::more, taken, made, {}};
    }

private:
    LZ4F_dctx* context_ = nullptr;
};

/// Whatever libarchive unpacks, read as one file.
class Other final : public Source {
public:
    Other(std::unique_ptr<Stream> packed, Budget& budget)
        : packed_(std::move(packed)), budget_(budget), archive_(archive_read_new()) {
        if (!archive_) return;
        archive_read_support_filter_bzip2(archive_);
        archive_read_support_filter_xz(archive_);
        archive_read_support_format_raw(archive_);
        archive_entry* entry = nullptr;
        open_ = archive_read_open(archive_, this, nullptr, take, nullptr) == ARCHIVE_OK &&
                archive_read_next_header(archive_, &entry) == ARCHIVE_OK;
        if (!open_) fail();
    }
    ~Other() override { archive_read_free(archive_); }

    std::size_t read(char* into, std::size_t room) override {
        if (!open_) return 0;
        const la_ssize_t count = archive_read_data(archive_, into, room);
        if (count <= 0) {
            open_ = false;
            if (count < 0) fail();
            return 0;
        }
        budget_.unpacked += static_cast<std::uint64_t>(count);
        if (budget_.exhausted()) {
            open_ = false;
            reason_ = "unpacks to more than " + std::to_string(budget_.ratio) + " times its size";
        }
        return static_cast<std::size_t>(count);
    }

    std::optional<Gap> gap() override {
        if (reason_.empty()) return {};
        return Gap{std::exchange(reason_, ""), true};
    }

private:
    static la_ssize_t take(struct ::archive*, void* self, const void** bytes) {
        Other& other = *static_cast<Other*>(self);
        other.packed_->skip(std::exchange(other.given_, 0));
        const std::string_view window = other.packed_->peek(1);
        other.given_ = window.size();
        *bytes = window.data();
        return static_cast<la_ssize_t>(window.size());
    }
    void fail() {
        const char* why = archive_ ? archive_error_string(archive_) : nullptr;
        reason_ = std::string("cannot be unpacked: ") + (why ? why : "it is broken");
    }

    std::unique_ptr<Stream> packed_;
    Budget& budget_;
    struct ::archive* archive_;
    std::size_t given_ = 0;  ///< bytes at the stream's front that libarchive has
    bool open_ = false;
    std::string reason_;
};

}  // namespace

bool begins_gzip(std::string_view bytes) {
    return bytes.size() >= 10 && bytes.starts_with("\x1f\x8b\x08") &&
           (static_cast<unsigned char>(bytes[3]) & 0xe0) == 0;
}

bool begins_zstd(std::string_view bytes) {
    if (bytes.size() < 8) return false;
    const std::uint32_t magic = little_endian(bytes);
    return magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50;
}

bool begins_lz4(std::string_view bytes) { return bytes.starts_with("\x04\x22\x4d\x18"); }

bool begins_other_compression(std::string_view bytes) {
    return bytes.starts_with(std::string_view("\xfd"
                                              "7zXZ\0",
                                              6)) ||
           (bytes.starts_with("BZh") && bytes.size() >= 10 && bytes.substr(4, 6) == "1AY&SY");
}

std::unique_ptr<Source> gzip_source(std::unique_ptr<Stream> packed, Budget& budget) {
    return std::make_unique<Gzip>(std::move(packed), budget);
}

std::unique_ptr<Source> zstd_source(std::unique_ptr<Stream> packed, Budget& budget) {
    const std::string dictionary = take_dictionary(*packed);
    return std::make_unique<Zstd>(std::move(packed), budget, dictionary);
}

std::unique_ptr<Source> lz4_source(std::unique_ptr<Stream> packed, Budget& budget) {
    return std::make_unique<Lz4>(std::move(packed), budget);
}

std::unique_ptr<Source> other_source(std::unique_ptr<Stream> packed, Budget& budget) {
    return std::make_unique<Other>(std::move(packed), budget);
}

}  // namespace dragoman::archive

// Bytes read once from front to back. A Source gives them; a Stream over it lets a reader of a format
// look ahead, walk, and name places. Sources stack: a file, the gzip members in it, a WARC record.
//
// Where bytes are lost (a broken gzip member, an unreadable sector) a stream has a gap: everything
// before it can be read, `gap` says why, and after `pass_gap` reading goes on behind it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman::archive {

/// Why bytes are missing.
struct Gap {
    std::string reason;
    bool inside = false;  ///< in a member that gave bytes: those are not to be trusted
};

class Source {
public:
    virtual ~Source() = default;
    /// Up to `room` (> 0) bytes; 0 at the end, or at a gap.
    virtual std::size_t read(char* into, std::size_t room) = 0;
    /// After 0: why bytes are missing here, told once; nothing at the end.
    virtual std::optional<Gap> gap() { return {}; }
    /// Where, in what is unpacked, the member (gzip) or frame (zstd) begins that the last bytes read are of.
    virtual std::uint64_t part() const { return 0; }
};

/// What reading one file of the outside may cost; a file that unpacks to more than `ratio` times what
/// was read of it, and `slack` more, is a bomb.
struct Budget {
    std::uint64_t read = 0;      ///< bytes taken from the outermost file
    std::uint64_t unpacked = 0;  ///< bytes that decoders made of them, of all levels
    std::uint64_t ratio = 1000, slack = 1ull << 30;

    bool exhausted() const { return unpacked > slack && (unpacked - slack) / ratio > read; }
};

/// An open file or standard input (not closed), counted in `budget`, which must outlive it.
class FileSource final : public Source {
public:
    FileSource(int descriptor, bool owned, Budget& budget) : descriptor_(descriptor), owned_(owned), budget_(budget) {}
    ~FileSource() override;
    std::size_t read(char* into, std::size_t room) override;
    std::optional<Gap> gap() override;

private:
    int descriptor_;
    bool owned_;
    Budget& budget_;
    std::string failure_;
};

class Stream {
public:
    explicit Stream(std::unique_ptr<Source> source) : source_(std::move(source)) {}

    /// All that is held from here on, at least `n` bytes unless the end or a gap comes first. Valid
    /// until the next call of anything that is not const.
    std::string_view peek(std::size_t n);
    std::string_view held() const { return {buffer_.get() + begin_, end_ - begin_}; }
    /// Goes on by `n` bytes, of which no more than are held need to be in memory; stops at the end or a gap.
    void skip(std::uint64_t n);

    /// The next line with its end ("\n", "\r\n"; none on the last); empty at the end or a gap. A line longer
    /// than `limit` comes in pieces. Valid like peek's.
    std::string_view line(std::size_t limit);
    /// Finds `needle` within the first `limit` bytes from here; npos when it is not there.
    std::size_t find(std::string_view needle, std::size_t limit);

    /// Set when all bytes before a gap are held or passed.
    const std::optional<Gap>& gap() const { return gap_; }
    /// Goes on behind the gap; the bytes before it that are held stay.
    void pass_gap() { gap_.reset(); }

    /// Bytes passed so far.
    std::uint64_t position() const { return position_; }
    /// The place to name for a position that is held: in what this stream is unpacked from, the
    /// beginning of its member; in a plain stream, the position.
    std::uint64_t place(std::uint64_t position);
    /// Where the next member begins behind `position`, as far as bytes are held.
    std::optional<std::uint64_t> next_part(std::uint64_t position) const;

private:
    struct Part {
        std::uint64_t position, place;
    };

    bool fill(std::size_t room);

    std::unique_ptr<Source> source_;
    std::unique_ptr<char[]> buffer_;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
    std::uint64_t position_ = 0;
    std::deque<Part> parts_;
    std::optional<Gap> gap_;
    bool ended_ = false;
};

}  // namespace dragoman::archive

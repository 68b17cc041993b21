#include "archive/packed.h"

#include <archive.h>
#include <archive_entry.h>

#include <utility>

namespace dragoman::archive {
namespace {

struct Freed {
    void operator()(struct ::archive* opened) const { archive_read_free(opened); }
};

/// What libarchive reads from and into; shared with the member that is open, which may outlive the reader.
struct Opened {
    explicit Opened(std::unique_ptr<Stream> bytes, Budget& counted)
        : stream(std::move(bytes)), budget(counted), archive(archive_read_new()) {}

    std::unique_ptr<Stream> stream;
    Budget& budget;
    std::unique_ptr<struct ::archive, Freed> archive;
    std::size_t given = 0;  ///< bytes at the stream's front that libarchive has
    int member = 0;         ///< number of the one whose bytes come next

    std::string failure() const {
        if (stream->gap()) return stream->gap()->reason;
        const char* why = archive ? archive_error_string(archive.get()) : nullptr;
        return why ? why : "the archive is broken";
    }

    static la_ssize_t take(struct ::archive*, void* self, const void** bytes) {
        Opened& opened = *static_cast<Opened*>(self);
        opened.stream->skip(std::exchange(opened.given, 0));
        const std::string_view window = opened.stream->peek(1);
        opened.given = window.size();
        *bytes = window.data();
        return static_cast<la_ssize_t>(window.size());
    }
    /// Called when the block given last is used up.
    static la_int64_t leap(struct ::archive*, void* self, la_int64_t count) {
        Opened& opened = *static_cast<Opened*>(self);
        opened.stream->skip(std::exchange(opened.given, 0));
        const std::uint64_t before = opened.stream->position();
        opened.stream->skip(static_cast<std::uint64_t>(count));
        return static_cast<la_int64_t>(opened.stream->position() - before);
    }
};

class MemberSource final : public Source {
public:
    explicit MemberSource(std::shared_ptr<Opened> opened) : opened_(std::move(opened)), number_(opened_->member) {}

    std::size_t read(char* into, std::size_t room) override {
        if (ended_ || number_ != opened_->member) return 0;
        const la_ssize_t count = archive_read_data(opened_->archive.get(), into, room);
        if (count <= 0) {
            ended_ = true;
            if (count < 0) reason_ = opened_->failure();
            return 0;
        }
        opened_->budget.unpacked += static_cast<std::uint64_t>(count);
        if (opened_->budget.exhausted()) {
            ended_ = true;
            reason_ = "unpacks to more than " + std::to_string(opened_->budget.ratio) + " times its size";
        }
        return static_cast<std::size_t>(count);
    }

    std::optional<Gap> gap() override {
        if (reason_.empty()) return {};
        return Gap{std::exchange(reason_, ""), true};
    }

private:
    std::shared_ptr<Opened> opened_;
    const int number_;
    bool ended_ = false;
    std::string reason_;
};

class PackedReader final : public Reader {
public:
    PackedReader(std::unique_ptr<Stream> stream, std::string where, Budget& budget)
        : opened_(std::make_shared<Opened>(std::move(stream), budget)), where_(std::move(where)) {
        auto* archive = opened_->archive.get();
        if (!archive) return;
        archive_read_support_format_tar(archive);
        archive_read_support_format_zip_streamable(archive);
        archive_read_set_read_callback(archive, Opened::take);
        archive_read_set_skip_callback(archive, Opened::leap);
        archive_read_set_callback_data(archive, opened_.get());
        open_ = archive_read_open1(archive) == ARCHIVE_OK;
    }

    std::optional<Item> next() override {
        if (ended_) return {};
        if (!open_) return broken();
        while (true) {
            archive_entry* entry = nullptr;
            ++opened_->member;
            const int result = archive_read_next_header(opened_->archive.get(), &entry);
            if (result == ARCHIVE_EOF) {
                if (opened_->stream->gap()) return broken();
                return ended_ = true, std::nullopt;
            }
            if (opened_->budget.exhausted() || result == ARCHIVE_FATAL) return broken();
            if (result == ARCHIVE_RETRY || result == ARCHIVE_FAILED) {
                if (++failures_ > 1000) return broken();
                continue;
            }
            if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry)) continue;
            const std::string where = where_ + "!" + name_of(entry);
            if (archive_entry_is_encrypted(entry)) {
                Document document{.context = {.where = where}};
                document.error = Error{"is encrypted", where, "Unpack it with its password and read what is in it."};
                return document;
            }
            return Member{where, std::make_unique<MemberSource>(opened_)};
        }
    }

private:
    std::string name_of(archive_entry* entry) const {
        const char* name = archive_entry_pathname_utf8(entry);
        if (!name) name = archive_entry_pathname(entry);
        return name && *name ? name : "member " + std::to_string(opened_->member);
    }

    Item broken() {
        ended_ = true;
        Document document{.context = {.where = where_}};
        const std::string place =
            opened_->member > 1 ? " (after member " + std::to_string(opened_->member - 1) + ")" : "";
        document.error = Error{opened_->failure() + place, where_, ""};
        return document;
    }

    std::shared_ptr<Opened> opened_;
    const std::string where_;
    bool open_ = false, ended_ = false;
    int failures_ = 0;
};

}  // namespace

std::unique_ptr<Reader> packed_reader(std::unique_ptr<Stream> stream, std::string where, Budget& budget) {
    return std::make_unique<PackedReader>(std::move(stream), std::move(where), budget);
}

}  // namespace dragoman::archive

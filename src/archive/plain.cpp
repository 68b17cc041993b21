#include "archive/plain.h"

#include <algorithm>

namespace dragoman::archive {
namespace {

Error too_large(std::string where, const Limits& limits) {
    return {"is larger than " + std::to_string(limits.document) + " bytes", std::move(where), ""};
}

class WholeReader final : public Reader {
public:
    WholeReader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, bool named)
        : stream_(std::move(stream)), limits_(limits) {
        document_.context.where = std::move(where);
        document_.named = named;
    }

    std::optional<Item> next() override {
        if (!stream_) return {};
        const std::string_view bytes = stream_->peek(limits_.document + 1);
        if (bytes.size() > limits_.document)
            document_.error = too_large(document_.context.where, limits_);
        else
            document_.bytes = bytes;
        if (stream_->gap()) document_.error = Error{stream_->gap()->reason, document_.context.where, ""};
        stream_.reset();
        return std::move(document_);
    }

private:
    std::unique_ptr<Stream> stream_;
    const Limits limits_;
    Document document_;
};

class LinesReader final : public Reader {
public:
    LinesReader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits)
        : stream_(std::move(stream)), where_(std::move(where)), limits_(limits) {}

    std::optional<Item> next() override {
        while (true) {
            std::string_view line = stream_->line(limits_.document);
            const bool ends = line.ends_with('\n');
            if (line.empty() && !stream_->gap()) return {};
            ++line_;
            Document document{
                .context = {.where = where_ + ":" + std::to_string(line_)}, .json_line = true, .named = true};
            if (stream_->gap() && !ends) {
                document.error = Error{stream_->gap()->reason, document.context.where, ""};
                document.bytes = line;
                stream_->skip(line.size());
                stream_->pass_gap();
                skip_line();  // behind the gap is the rest of some line
                return document;
            }
            if (!ends && line.size() == limits_.document) {
                document.error = too_large(document.context.where, limits_);
                skip_line();
                return document;
            }
            if (ends) line.remove_suffix(1);
            const bool blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
            if (line_ == 1 && line.starts_with("\xef\xbb\xbf"))
                document.bytes = line.substr(3);
            else
                document.bytes = line;
            stream_->skip(line.size() + ends);
            if (!blank) return document;
        }
    }

private:
    void skip_line() {
        for (bool ends = false; !ends;) {
            const std::string_view piece = stream_->line(64 << 10);
            if (piece.empty()) return;
            ends = piece.ends_with('\n');
            stream_->skip(piece.size());
        }
    }

    std::unique_ptr<Stream> stream_;
    const std::string where_;
    const Limits limits_;
    std::size_t line_ = 0;
};

/// Where brackets and strings open and close, over bytes that come in pieces.
class Nesting {
public:
    /// Takes bytes until the outermost bracket that opened has closed; how many, npos when it has not.
    std::size_t close(std::string_view bytes) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const char c = bytes[i];
            if (escaped_) {
                escaped_ = false;
            } else if (quoted_) {
                if (c == '\\') escaped_ = true;
                if (c == '"') quoted_ = false;
            } else if (c == '"') {
                quoted_ = true;
            } else if (c == '{' || c == '[') {
                ++depth_;
            } else if ((c == '}' || c == ']') && --depth_ <= 0) {
                return i + 1;
            }
        }
        return std::string_view::npos;
    }

private:
    std::int64_t depth_ = 0;
    bool quoted_ = false, escaped_ = false;
};

class ListReader final : public Reader {
public:
    ListReader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits)
        : stream_(std::move(stream)), where_(std::move(where)), limits_(limits) {}

    std::optional<Item> next() override {
        while (!ended_) {
            const std::string_view ahead = stream_->peek(1);
            const std::size_t next = ahead.find_first_not_of(begun_ ? std::string_view(", \t\r\n")
                                                                    : std::string_view("\xef\xbb\xbf[ \t\r\n"));
            if (!ahead.empty() && next != 0) {
                stream_->skip(std::min(next, ahead.size()));
                continue;
            }
            begun_ = ended_ = true;
            if (ahead.empty()) return broken(stream_->gap() ? stream_->gap()->reason : "the list is not closed");
            if (ahead[0] == ']') return {};
            if (ahead[0] != '{') return broken("the list holds something else than objects");
            ended_ = false;
            return object();
        }
        return {};
    }

private:
    Document broken(std::string what) {
        Document document{.context = {.where = where_ + ":" + std::to_string(number_ + 1)}};
        document.error = Error{std::move(what), document.context.where, ""};
        return document;
    }

    Item object() {
        Nesting nesting;
        std::size_t scanned = 0;
        while (true) {
            const std::size_t close = nesting.close(stream_->held().substr(scanned));
            if (close != std::string_view::npos) {
                ++number_;
                Document document{
                    .context = {.where = where_ + ":" + std::to_string(number_)}, .json_line = true, .named = true};
                const std::size_t size = scanned + close;
                if (size > limits_.document)
                    document.error = too_large(document.context.where, limits_);
                else
                    document.bytes = stream_->held().substr(0, size);
                stream_->skip(size);
                return document;
            }
            scanned = stream_->held().size();
            if (scanned > limits_.document)
                return ended_ = true, broken("is larger than " + std::to_string(limits_.document) + " bytes");
            if (stream_->peek(scanned + 1).size() == scanned) {
                ended_ = true;
                return broken(stream_->gap() ? stream_->gap()->reason : "ends in the middle of an object");
            }
        }
    }

    std::unique_ptr<Stream> stream_;
    const std::string where_;
    const Limits limits_;
    std::size_t number_ = 0;
    bool begun_ = false, ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> whole_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits,
                                     bool named) {
    return std::make_unique<WholeReader>(std::move(stream), std::move(where), limits, named);
}

std::unique_ptr<Reader> lines_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits) {
    return std::make_unique<LinesReader>(std::move(stream), std::move(where), limits);
}

std::unique_ptr<Reader> list_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits) {
    return std::make_unique<ListReader>(std::move(stream), std::move(where), limits);
}

}  // namespace dragoman::archive

using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

/// <summary>An answer as it may come from a hostile or careless server, and what must become of it.</summary>
/// <param name="Bytes">Latin-1.</param>
/// <param name="Closes">The server closes after the bytes.</param>
/// <param name="Method">Of the request.</param>
sealed record OddAnswer(string Bytes, bool Closes = false, string Method = "GET")
{
    public int Status { get; init; }

    public string Body { get; init; } = "";

    /// <summary>How many bytes of the end do not belong to the answer.</summary>
    public int LeftOver { get; init; }

    /// <summary>A part of each flaw that must be noted; no others may be.</summary>
    public string[] Flaws { get; init; } = [];

    public int[] Interim { get; init; } = [];

    public NoAnswerCause? Cause { get; init; }

    public string Detail { get; init; } = "";
}

/// <summary>The table of odd answers; the name of each is a sentence.</summary>
static class OddAnswers
{
    public static readonly WireLimits Limits = new() { HeadBytes = 16 * 1024, BodyBytes = 64 * 1024, InterimAnswers = 3 };

    const string Bomb = "<!DOCTYPE b [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]><b>&c;</b>";

    const string Ok = "HTTP/1.1 200 OK\r\n";

    static readonly Dictionary<string, OddAnswer> All = new()
    {
        ["An_interim_answer_comes_before_the_final_one"] =
            new("HTTP/1.1 100 Continue\r\n\r\n" + Ok + "Content-Length: 2\r\n\r\nhi") { Status = 200, Body = "hi", Interim = [100] },
        ["Two_interim_answers_with_headers_are_kept"] =
            new("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + Ok + "Content-Length: 0\r\n\r\n")
            { Status = 200, Interim = [102, 103] },
        ["Interim_answers_without_end_are_too_many"] =
            new(string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 4)))
            { Cause = NoAnswerCause.TooLarge, Detail = "interim answers" },
        ["A_switch_of_protocols_is_final"] =
            new("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x01\x02") { Status = 101, LeftOver = 2 },
        ["Chunks_are_joined"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n") { Status = 200, Body = "hello world" },
        ["Chunk_extensions_and_trailers_are_read"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n5;a=1;b=\"x y\"\r\nhello\r\n000;last\r\nX-Sum: 9\r\nX-End: yes\r\n\r\n")
            { Status = 200, Body = "hello" },
        ["Chunk_sizes_may_have_leading_zeros_and_either_case"] =
            new(Ok + "Transfer-Encoding: Chunked\r\n\r\n0000000000000000000000a\r\n0123456789\r\n0B\r\n0123456789x\r\n0\r\n\r\n")
            { Status = 200, Body = "01234567890123456789x" },
        ["A_chunk_longer_than_its_size_is_refused"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n")
            { Cause = NoAnswerCause.Malformed, Detail = "longer than its size" },
        ["A_chunk_size_that_is_no_number_is_refused"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n")
            { Cause = NoAnswerCause.Malformed, Detail = "'xyz' instead of its size" },
        ["A_negative_chunk_size_is_refused"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n")
            { Cause = NoAnswerCause.Malformed, Detail = "'-5'" },
        ["A_chunk_size_beyond_64_bits_is_too_large"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n") { Cause = NoAnswerCause.TooLarge, Detail = "chunked body" },
        ["Chunks_that_end_with_LF_are_read_with_a_flaw"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n2\nhi\n0\n\n") { Status = 200, Body = "hi", Flaws = ["LF alone"] },
        ["A_chunked_body_cut_off_says_in_which_chunk"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\nwor", Closes: true)
            { Cause = NoAnswerCause.Closed, Detail = "in chunk 2, which lacks 6 bytes" },
        ["A_chunked_body_without_a_last_chunk_is_not_whole"] =
            new(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", Closes: true)
            { Cause = NoAnswerCause.Closed, Detail = "before the size of chunk 2" },
        ["A_body_may_end_with_the_connection"] = new(Ok + "\r\nall of it", Closes: true) { Status = 200, Body = "all of it" },
        ["An_HTTP_1_0_answer_ends_with_the_connection"] =
            new("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nold", Closes: true) { Status = 200, Body = "old" },
        ["An_answer_to_HEAD_has_no_body_in_spite_of_its_length"] =
            new(Ok + "Content-Length: 1000\r\n\r\n", Method: "HEAD") { Status = 200 },
        ["A_body_after_HEAD_belongs_to_no_request"] =
            new(Ok + "Content-Length: 2\r\n\r\nhi", Method: "HEAD") { Status = 200, LeftOver = 2, Flaws = ["2 bytes follow"] },
        ["A_204_with_a_length_has_no_body_and_a_flaw"] =
            new("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n") { Status = 204, Flaws = ["204 answer carries Content-Length"] },
        ["A_204_with_a_body_leaves_bytes_over"] =
            new("HTTP/1.1 204 No Content\r\n\r\nhello") { Status = 204, LeftOver = 5, Flaws = ["5 bytes follow"] },
        ["A_304_may_name_the_length_it_would_have"] =
            new("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n") { Status = 304 },
        ["A_length_that_is_too_short_leaves_bytes_over"] =
            new(Ok + "Content-Length: 3\r\n\r\nhello") { Status = 200, Body = "hel", LeftOver = 2, Flaws = ["2 bytes follow"] },
        ["A_length_that_is_too_long_is_not_whole"] =
            new(Ok + "Content-Length: 20\r\n\r\nhello", Closes: true) { Cause = NoAnswerCause.Closed, Detail = "5 of 20 announced bytes" },
        ["Two_different_lengths_are_refused"] =
            new(Ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!") { Cause = NoAnswerCause.Malformed, Detail = "two different values" },
        ["The_same_length_twice_is_a_flaw"] =
            new(Ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello") { Status = 200, Body = "hello", Flaws = ["more than once"] },
        ["A_negative_length_is_refused"] = new(Ok + "Content-Length: -1\r\n\r\n") { Cause = NoAnswerCause.Malformed, Detail = "'-1' is no number" },
        ["A_length_with_a_sign_is_refused"] = new(Ok + "Content-Length: +5\r\n\r\nhello") { Cause = NoAnswerCause.Malformed, Detail = "'+5'" },
        ["An_empty_length_is_refused"] = new(Ok + "Content-Length:\r\n\r\n") { Cause = NoAnswerCause.Malformed, Detail = "is no number" },
        ["A_length_beyond_64_bits_is_too_large"] =
            new(Ok + "Content-Length: 99999999999999999999\r\n\r\n") { Cause = NoAnswerCause.TooLarge, Detail = "99999999999999999999" },
        ["A_length_over_the_bound_is_too_large_at_once"] =
            new(Ok + "Content-Length: 65537\r\n\r\nx") { Cause = NoAnswerCause.TooLarge, Detail = "announces 65537 bytes" },
        ["Chunks_go_before_a_length_with_a_flaw"] =
            new(Ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
            { Status = 200, Body = "hello", Flaws = ["Transfer-Encoding and Content-Length at once"] },
        ["An_unknown_transfer_coding_ends_with_the_connection"] =
            new(Ok + "Transfer-Encoding: gzip\r\n\r\n\x1F\x8B", Closes: true) { Status = 200, Body = "\x1F\x8B", Flaws = ["does not end with chunked"] },
        ["A_coding_before_chunked_is_left_alone_with_a_flaw"] =
            new(Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n1\r\nz\r\n0\r\n\r\n") { Status = 200, Body = "z", Flaws = ["only chunked is undone"] },
        ["Lines_that_end_with_LF_are_read_with_a_flaw"] =
            new("HTTP/1.1 200 OK\nContent-Length: 2\n\nhi") { Status = 200, Body = "hi", Flaws = ["LF alone"] },
        ["A_folded_header_is_joined_with_a_flaw"] =
            new(Ok + "X-Long: one\r\n two\r\n\tthree\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["X-Long is folded"] },
        ["A_NUL_in_a_header_is_a_flaw"] = new(Ok + "X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["X-Nul holds a NUL"] },
        ["A_CR_inside_a_header_is_a_flaw"] = new(Ok + "X-Cr: a\rb\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["X-Cr holds a CR"] },
        ["Bytes_beyond_ASCII_are_kept"] = new(Ok + "X-Name: J\u00C3\u00BCrgen \u00FF\r\nContent-Length: 1\r\n\r\n\u00FE") { Status = 200, Body = "\u00FE" },
        ["A_header_without_colon_is_a_flaw"] = new(Ok + "Nonsense\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["'Nonsense' has no colon"] },
        ["A_blank_before_the_colon_is_a_flaw"] =
            new(Ok + "Content-Length : 2\r\n\r\nhi") { Status = 200, Body = "hi", Flaws = ["blanks between the header name"] },
        ["A_header_name_that_is_no_token_is_a_flaw"] =
            new(Ok + "X{y}: 1\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["'X{y}' is no token"] },
        ["A_reason_phrase_may_be_missing_with_its_blank"] =
            new("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["No blank follows the status"] },
        ["A_reason_phrase_may_be_empty"] = new("HTTP/1.1 475 \r\nContent-Length: 0\r\n\r\n") { Status = 475 },
        ["A_status_beyond_599_is_a_flaw"] = new("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n") { Status = 999, Flaws = ["outside 100 to 599"] },
        ["Another_version_is_a_flaw"] = new("http/2.0 200 OK\r\nContent-Length: 0\r\n\r\n") { Status = 200, Flaws = ["http/2.0"] },
        ["An_empty_line_before_the_status_line_is_a_flaw"] =
            new("\r\n" + Ok + "Content-Length: 0\r\n\r\n") { Status = 200, Flaws = ["Empty lines stand before"] },
        ["Garbage_is_refused_at_its_first_bytes"] = new("SSH-2.0-OpenSSH") { Cause = NoAnswerCause.Malformed, Detail = "cannot begin with 'S'" },
        ["A_bare_page_without_a_head_is_refused"] =
            new("<html>hello</html>", Closes: true) { Cause = NoAnswerCause.Malformed, Detail = "cannot begin with '<'" },
        ["A_status_line_without_a_number_is_refused"] =
            new("HTTP/1.1 OK\r\n\r\n") { Cause = NoAnswerCause.Malformed, Detail = "'HTTP/1.1 OK' is no status line" },
        ["A_status_of_four_digits_is_refused"] =
            new("HTTP/1.1 2000 OK\r\n\r\n") { Cause = NoAnswerCause.Malformed, Detail = "is no status line" },
        ["A_head_over_the_bound_is_too_large"] =
            new(Ok + "X-Big: " + new string('a', 1024 * 1024) + "\r\n\r\n") { Cause = NoAnswerCause.TooLarge, Detail = "head of an answer" },
        ["A_head_of_many_lines_over_the_bound_is_too_large"] =
            new(Ok + string.Concat(Enumerable.Repeat("a: b\r\n", 4000))) { Cause = NoAnswerCause.TooLarge, Detail = "head of an answer" },
        ["A_head_cut_off_says_so"] = new("HTTP/1.1 200 OK\r\nContent-Le", Closes: true) { Cause = NoAnswerCause.Closed, Detail = "after 27 bytes, in the head" },
        ["A_connection_closed_without_a_byte_says_so"] = new("", Closes: true) { Cause = NoAnswerCause.Closed, Detail = "before a byte of an answer" },
        ["An_interim_answer_alone_is_no_answer"] =
            new("HTTP/1.1 100 Continue\r\n\r\n", Closes: true) { Cause = NoAnswerCause.Closed, Detail = "before a byte of an answer" },
        ["An_XML_bomb_is_just_bytes"] =
            new($"{Ok}Content-Length: {Bomb.Length}\r\n\r\n{Bomb}") { Status = 200, Body = Bomb },
        ["A_body_of_any_bytes_is_kept"] =
            new(Ok + "Content-Length: 256\r\n\r\n" + Bytes()) { Status = 200, Body = Bytes() },
        ["A_second_answer_in_the_packet_is_left_for_the_next_read"] =
            new(Ok + "Content-Length: 2\r\n\r\nhi" + "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
            { Status = 200, Body = "hi", LeftOver = 38, Flaws = ["38 bytes follow"] },
    };

    public static IEnumerable<TestCaseData> OverASocket => Named("over_a_socket");

    public static IEnumerable<TestCaseData> ByteByByte => Named("byte_by_byte");

    static IEnumerable<TestCaseData> Named(string how) =>
        All.Select(c => new TestCaseData(c.Value).SetName($"{c.Key}_{how}"));

    static string Bytes() => Encoding.Latin1.GetString([.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
}

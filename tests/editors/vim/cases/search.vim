" :Quire, :QuireSimilar, :QuireWord: what stands in the quickfix list, and where it leads.

" The text from the cursor on, after the first entry has been opened.
function! s:opened() abort
  cfirst
  return strpart(getline('.'), col('.') - 1)
endfunction

function! Test_a_search_fills_the_quickfix_list() abort
  let list = ListOf('Quire "civilian police"')
  call assert_equal(2, len(list))
  call assert_match('^Velmark to put border police under civilian command — ', list[0].text)
  call assert_match('^civilian police force', s:opened())
  call assert_equal('Quire "civilian police"', getqflist({'title': 0}).title)
endfunction

function! Test_columns_count_bytes_behind_wide_and_combining_letters() abort
  call ListOf('Quire xylophone')
  call assert_equal('xylophone.', s:opened())
endfunction

function! Test_columns_are_right_in_a_file_that_is_not_utf8() abort
  call ListOf('Quire marimba')
  call assert_equal('marimba.', s:opened())
endfunction

function! Test_a_path_with_odd_characters_is_opened() abort
  call ListOf('Quire zeppelin')
  call assert_equal('zeppelin landed.', s:opened())
endfunction

function! Test_a_path_that_is_no_text_is_opened() abort
  call ListOf('Quire ocarina')
  call assert_equal('ocarina plays.', s:opened())
  call assert_equal("bytes-\xff.txt", expand('%:t'))
endfunction

function! Test_a_path_with_a_line_end_is_opened() abort
  call ListOf('Quire kazoo')
  call assert_equal('kazoo hums.', s:opened())
  call assert_equal("two\nlines.txt", expand('%:t'))
endfunction

function! Test_several_hits_of_one_file_have_their_own_lines() abort
  let list = ListOf('Quire quokka path:several.jsonl')
  call assert_equal([1, 2, 3], sort(map(copy(list), {_, item -> item.lnum})))
endfunction

function! Test_the_cursor_stays_where_somebody_has_gone_meanwhile() abort
  call setqflist([], 'f')
  Quire comet
  new
  let window = win_getid()
  call assert_true(Until({-> !empty(getqflist())}))
  call assert_equal(window, win_getid())
endfunction

function! Test_nothing_found_is_said_with_what_was_meant() abort
  Quire "civilian polcie"
  call assert_true(Until({-> Said() =~# 'nothing found; did you mean: "civilian police"'}))
endfunction

function! Test_a_query_that_does_not_parse_is_said() abort
  Quire (comet
  call assert_true(Until({-> Said() =~# 'the parenthesis is not closed (add a )'}))
endfunction

function! Test_articles_like_the_current_file_are_found() abort
  edit ~/Articles/wire/harbour-strike-begins.txt
  let list = ListOf('QuireSimilar')
  call assert_true(len(list) > 0 && list[0].text !~# '^Dockers walk out')
endfunction

function! Test_a_buffer_without_a_file_has_nothing_similar() abort
  QuireSimilar
  call assert_match('this buffer has no file', Said())
endfunction

function! Test_the_word_under_the_cursor_is_searched() abort
  call setline(1, 'the dockers')
  call cursor(1, 6)
  call ListOf("normal \<Plug>(QuireWord)")
  call assert_equal('Quire dockers', getqflist({'title': 0}).title)
endfunction

function! Test_a_word_that_is_an_operator_is_searched_as_a_word() abort
  call setline(1, 'AND')
  QuireWord
  call assert_true(Until({-> getqflist({'title': 0}).title ==# 'Quire "AND"' || Said() =~# '"AND"'}))
endfunction

function! Test_the_selection_is_searched_as_it_stands() abort
  call setline(1, ['so "civilian', 'police" they'])
  call cursor(1, 5)
  xmap <buffer> Q <Plug>(QuireWord)
  call ListOf("normal vj0eQ")
  call assert_equal('Quire "civilian police"', getqflist({'title': 0}).title)
endfunction

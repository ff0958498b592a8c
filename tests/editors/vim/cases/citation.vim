" :QuireCite and its format.

let s:hit = {'title': 'A title', 'source': '', 'section': '', 'authors': ['Ann', 'Bob'], 'place': 'Kelmouth',
      \ 'published': '2026-03-12T08:00:00Z', 'path': '/a b.txt', 'uri': 'file:///a%20b.txt', 'line': 3,
      \ 'id': '0123456789abcdef'}

function! s:leave_the_list() abort
  if &buftype ==# 'quickfix'
    wincmd p
  endif
endfunction

function! Test_a_value_that_is_missing_takes_its_punctuation_along() abort
  call assert_equal('A title, 2026-03-12 (/a b.txt)', quire#cite#text(s:hit))
endfunction

function! Test_the_format_is_a_setting() abort
  let g:quire_citation = '[{title}]({path}){; authors}{unknown}'
  call assert_equal('[A title](/a b.txt); Ann, Bob{unknown}', quire#cite#text(s:hit))
  unlet g:quire_citation
endfunction

function! Test_the_current_entry_is_cited_behind_the_cursor() abort
  call ListOf('Quire "civilian police"')
  call s:leave_the_list()
  call setline(1, 'sée é!')
  call cursor(1, 6)
  QuireCite
  call assert_match('^sée éVelmark to put border police under civilian command, 2026-03-12 (.*)!$', getline(1))
endfunction

function! Test_from_the_list_the_entry_under_the_cursor_goes_into_the_window_before() abort
  call ListOf('Quire "civilian police"')
  copen
  call cursor(2, 1)
  QuireCite
  call assert_match('^Border police bill passes', getline(1))
  call assert_equal('', &buftype)
endfunction

function! Test_without_a_hit_there_is_nothing_to_cite() abort
  call setqflist([], 'f')
  QuireCite
  call assert_match('there is no hit to cite', Said())
endfunction

" What is said of the versions of a story, :QuireStory, :QuireDiff.

function! s:entries() abort
  return map(getqflist(), {_, item -> item.text})
endfunction

" The text of the window of differences from which `group` marks one, and how often.
function! s:marked(group) abort
  let found = []
  for number in range(1, line('$'))
    let text = getline(number)
    for column in range(1, strlen(text))
      if s:group_at(number, column) ==# a:group
        call add(found, text[column - 1])
      elseif !empty(found) && found[-1] !=# '|'
        call add(found, '|')
      endif
    endfor
  endfor
  return join(found, '')
endfunction

function! s:group_at(line, column) abort
  if has('nvim')
    let marks = nvim_buf_get_extmarks(0, nvim_create_namespace('quire'), [a:line - 1, 0], [a:line - 1, -1], {'details': v:true})
    let here = filter(marks, {_, mark -> mark[2] < a:column && a:column <= mark[3].end_col})
    return empty(here) ? '' : here[0][3].hl_group
  endif
  let here = filter(prop_list(a:line), {_, prop -> prop.col <= a:column && a:column < prop.col + prop.length})
  return empty(here) ? '' : here[0].type
endfunction

" Goes to the window of differences, where a person would be; a script's mode keeps the cursor where it was.
function! s:compare() abort
  QuireDiff
  call assert_true(Until({-> bufwinid('^quire://diff$') > 0}))
  call win_gotoid(bufwinid('^quire://diff$'))
endfunction

function! Test_a_hit_says_how_many_versions_there_are() abort
  call assert_match('^Ferry a\%(ground off Lisk\|float again\) (3 versions) — ', ListOf('Quire hawser')[0].text)
endfunction

function! Test_what_was_withdrawn_or_comes_again_is_said() abort
  call assert_equal('withdrawn', quire#hits#standing({'versions': 1, 'withdrawn': v:true}))
  call assert_equal('2 versions, updated', quire#hits#standing({'versions': 2, 'withdrawn': v:false, 'again': 1}))
  call assert_equal('', quire#hits#standing({'title': 'of an older daemon'}))
endfunction

function! Test_the_versions_of_the_entry_are_listed_by_time() abort
  call ListOf('Quire hawser')
  copen
  QuireStory
  call assert_true(Until({-> len(getqflist()) == 3}))
  call assert_equal(['2026-03-01 08:00, Gazette — Ferry aground off Lisk',
        \ '2026-03-01 09:00, Herald — Ferry aground off Lisk', '2026-03-02 08:00, Gazette — Ferry afloat again'],
        \ s:entries())
  call assert_match('3 versions: Gazette 2, Herald 1', Said())
  call assert_match('^QuireStory Ferry a', getqflist({'title': 0}).title)
endfunction

function! Test_a_version_that_was_replaced_is_told_as_such() abort
  let hit = {'published': '2026-03-01T08:00:00Z', 'source': '', 'agency': 'Lantern', 'version': '2', 'state': 'replaced'}
  call assert_equal('2026-03-01 08:00, Lantern, version 2, replaced', quire#hits#standing(hit))
endfunction

function! Test_an_article_that_stands_alone_has_no_list() abort
  edit ~/Articles/wire/comet-brightens.txt
  call setqflist([], 'f')
  QuireStory
  call assert_true(Until({-> Said() =~# 'there is no other version of comet-brightens.txt'}))
  QuireDiff
  call assert_true(Until({-> Said() =~# 'there is no other version of [0-9a-f]\{16\}'}))
  call assert_equal([], getqflist())
endfunction

function! Test_what_changed_is_marked_by_words() abort
  call ListOf('Quire hawser source:Herald')
  copen
  call s:compare()
  call assert_match('^- 2026-03-01 08:00  Gazette  ', getline(1))
  call assert_match('^+ 2026-03-01 09:00  Herald  ', getline(2))
  call assert_equal('Ferry aground off Lisk', getline(4))
  call assert_match('with twelve *thirteen', join(getline(6, '$')))
  call assert_equal('twelve', trim(split(s:marked('QuireRemoved'), '|')[-1]))
  call assert_equal('thirteen', trim(split(s:marked('QuireAdded'), '|')[-1]))
endfunction

function! Test_the_window_of_differences_is_used_again_and_closed_by_q() abort
  call ListOf('Quire hawser source:Herald')
  copen
  let windows = winnr('$')
  call s:compare()
  call assert_equal(windows + 1, winnr('$'))
  call assert_false(&modifiable)
  " What is meant there is the newer one.
  QuireDiff
  call setqflist([], 'f')
  QuireStory
  call assert_true(Until({-> len(getqflist()) == 3}))
  call assert_equal(1, len(filter(range(1, winnr('$')), {_, window -> bufname(winbufnr(window)) ==# 'quire://diff'})))
  call win_gotoid(bufwinid('quire://diff'))
  normal q
  call assert_equal(-1, bufwinid('quire://diff'))
endfunction

function! Test_the_cursor_stays_where_somebody_has_gone_before_the_difference_came() abort
  call ListOf('Quire hawser source:Herald')
  copen
  QuireDiff
  new
  let window = win_getid()
  call assert_true(Until({-> bufwinid('quire://diff') > 0}))
  call assert_equal(window, win_getid())
endfunction

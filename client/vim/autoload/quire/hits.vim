" What a hit of the daemon means to the editor: its file, its place, its text in one line.
"
" The protocol counts Unicode code points, the editor bytes. Where a combining character follows another,
" both count.

" Files that are longer are not read for the sake of a column.
let s:readable_bytes = 8 * 1024 * 1024

function! quire#hits#plain(text) abort
  return trim(substitute(a:text, '[[:cntrl:][:space:]]\+', ' ', 'g'))
endfunction

" As much of the text as `width` columns of the screen hold.
function! quire#hits#cut(text, width) abort
  if strdisplaywidth(a:text) <= a:width
    return a:text
  endif
  let cut = strcharpart(a:text, 0, a:width - 1)
  while strdisplaywidth(cut) > a:width - 1
    let cut = strcharpart(cut, 0, strchars(cut) - 1)
  endwhile
  return cut . '…'
endfunction

" [byte, bytes] of each highlight, which the daemon gives as [code point, code points].
function! quire#hits#bytes(text, highlights) abort
  let marks = []
  for [offset, length] in a:highlights
    let first = byteidxcomp(a:text, offset)
    let behind = byteidxcomp(a:text, offset + length)
    if first >= 0
      call add(marks, [first, (behind < 0 ? strlen(a:text) : behind) - first])
    endif
  endfor
  return marks
endfunction

" The file's very name; `path` cannot have all bytes that a name can.
function! quire#hits#path(hit) abort
  if stridx(a:hit.path, "\uFFFD") < 0
    return a:hit.path
  endif
  return substitute(substitute(a:hit.uri, '^file://', '', ''), '%\(\x\x\)',
        \ '\=eval("\"\\x" . submatch(1) . "\"")', 'g')
endfunction

" The reverse: a file: URI for a path of any bytes.
function! quire#hits#uri(path) abort
  let uri = 'file://'
  for index in range(strlen(a:path))
    let byte = strpart(a:path, index, 1)
    let uri .= byte =~# '^[A-Za-z0-9/._-]$' ? byte : printf('%%%02X', s:number_of(byte))
  endfor
  return uri
endfunction

" Items for setqflist(), in the order of the hits.
function! quire#hits#items(hits) abort
  let items = []
  let files = s:lines_of(a:hits)
  for hit in a:hits
    let path = quire#hits#path(hit)
    let item = {'filename': path, 'lnum': hit.line, 'text': s:text_of(hit)}
    call add(items, extend(item, s:column_of(hit, files[path])))
  endfor
  return items
endfunction

" [line, column in bytes] of one hit in a buffer that shows its file.
function! quire#hits#position(hit, line) abort
  return [a:hit.line, get(s:column_of(a:hit, {a:hit.line : a:line}), 'col', 1)]
endfunction

" What there is to say of the article beside its title: how many versions its story has, and so on; '' when
" it is one like any other. Of a version in a list of its story it is when and by whom it was published.
function! quire#hits#standing(hit) abort
  if has_key(a:hit, 'state')
    let publisher = empty(a:hit.source) ? a:hit.agency : a:hit.source
    let notes = [substitute(strpart(a:hit.published, 0, 16), 'T', ' ', ''), publisher,
          \ empty(a:hit.version) ? '' : 'version ' . a:hit.version, a:hit.state ==# 'current' ? '' : a:hit.state]
  else
    let versions = get(a:hit, 'versions', 1)
    let notes = [versions > 1 ? versions . ' versions' : '', get(a:hit, 'withdrawn', 0) ? 'withdrawn' : '',
          \ get(a:hit, 'again', 0) ? 'updated' : '']
  endif
  return quire#hits#plain(join(filter(notes, {_, note -> !empty(note)}), ', '))
endfunction

function! s:text_of(hit) abort
  let title = quire#hits#plain(a:hit.title)
  let standing = quire#hits#standing(a:hit)
  if has_key(a:hit, 'state')
    return standing . ' — ' . title
  endif
  let snippet = quire#hits#plain(a:hit.snippet.text)
  return title . (empty(standing) ? '' : ' (' . standing . ')') . (empty(snippet) ? '' : ' — ' . snippet)
endfunction

" {'col': ...} in bytes. Where the line cannot be read (an archive, a very long file) the column of the
" screen is the nearest that there is.
function! s:column_of(hit, lines) abort
  let line = get(a:lines, a:hit.line, '')
  let byte = byteidxcomp(line, a:hit.column - 1)
  return byte < 0 ? {'col': a:hit.column, 'vcol': 1} : {'col': byte + 1}
endfunction

" Of each file the lines with hits, {number: text}; every file is read once, and only as far as needed.
function! s:lines_of(hits) abort
  let numbers = {}
  for hit in a:hits
    let path = quire#hits#path(hit)
    let numbers[path] = add(get(numbers, path, []), hit.line)
  endfor
  return map(numbers, {path, wanted -> s:read_lines(path, wanted)})
endfunction

function! s:read_lines(path, wanted) abort
  let size = getfsize(a:path)
  if size < 0 || size > s:readable_bytes
    return {}
  endif
  try
    let lines = readfile(a:path, '', max(a:wanted))
  catch
    return {}
  endtry
  let found = {}
  for number in filter(copy(a:wanted), {_, number -> number <= len(lines)})
    let found[number] = s:decoded(lines[number - 1])
  endfor
  return found
endfunction

" As the editor will have the line: what is not UTF-8 it takes for Latin-1.
function! s:decoded(line) abort
  let is_utf8 = empty(filter(split(a:line, '\zs'), {_, letter -> strlen(letter) == 1 && char2nr(letter) > 127}))
  return is_utf8 ? a:line : iconv(a:line, 'latin1', 'utf-8')
endfunction

function! s:number_of(byte) abort
  let number = char2nr(a:byte)
  return number < 0 ? number + 256 : number
endfunction

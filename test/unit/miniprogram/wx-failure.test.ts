import { wxFailureOf } from '../../../miniprogram/services/wx-failure'

test.each([
  [{ errMsg: 'chooseMedia:fail privacy permission is not authorized', errno: 104 }, 'PrivacyNotAuthorized'],
  [{ errMsg: 'chooseMedia:fail api scope is not declared in the privacy agreement', errno: 112 }, 'PrivacyNotDeclared'],
  [{ errMsg: 'chooseMedia:fail cancel' }, 'Aborted'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail cancel' }, 'Aborted'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail auth deny' }, 'PermissionDenied'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail auth denied' }, 'PermissionDenied'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail authorize no response' }, 'PermissionDenied'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail system permission denied' }, 'PermissionDenied'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail invalid file type' }, 'File'],
  [{ errMsg: 'saveFile:fail the maximum size of the file storage limit is exceeded', errno: 1300202 }, 'StorageFull'],
  [{ errMsg: 'login:fail' }, undefined],
  [new TypeError('x is not a function'), undefined],
  ['text', undefined],
  [null, undefined],
])('%j is told as %s', (error, failure) => {
  expect(wxFailureOf(error)).toBe(failure)
})
